"""The one exception the kernel raises when something written cannot be understood."""


class Unclear(ValueError):
    """What somebody wrote cannot be read: `str()` is an English sentence; a page translates `code` with `params`."""

    def __init__(self, code: str, sentence: str, **params: str | int) -> None:
        super().__init__(sentence % params if params else sentence)
        self.code = code
        self.sentence = sentence
        self.params = params
