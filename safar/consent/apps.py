"""Django's entry for consent."""

from django.apps import AppConfig


class ConsentConfig(AppConfig):
    """Registers the tables of consent and the sentences of its refusals."""

    name = "safar.consent"
    label = "consent"

    def ready(self) -> None:
        """Make the sentences known."""
        from safar.consent import sentences, sentences_of_paper
        from safar.consent.web.entries import offer_pages

        sentences.register_all()
        sentences_of_paper.register_sentences()
        offer_pages()
