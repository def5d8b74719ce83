"""A rule on who may join a programme, written in the Common Expression Language over flat declared facts."""

from typing import Annotated, Literal

from pydantic import Field
from pydantic.dataclasses import dataclass

from safar.programmes.types.wording import STRICT, Code, Role, Sentence, Texts

Effect = Literal["no", "refer"]


@dataclass(frozen=True, kw_only=True, config=STRICT)
class EligibilityRule:
    """When `when` is true the answer is `then`, said in `sentence`; when false it is yes, said in `met`."""

    code: Code
    when: Annotated[str, Field(min_length=1, max_length=400)]
    then: Effect
    sentence: Texts
    met: Texts
    source: Sentence
    except_by: tuple[Role, ...] = ()
