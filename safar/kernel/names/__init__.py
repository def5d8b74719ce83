"""Names across scripts: one normal form, keys that the spellings of one name share, and how alike two names are."""

from safar.kernel.names.letters import is_arabic_script, normal_form, script_of, sort_key
from safar.kernel.names.likeness import Listener, is_alike, likeness, name_key
from safar.kernel.names.sounds import rough_sound, sound_key, sound_keys, sounds_of
from safar.kernel.names.words import says_little, words_of

__all__ = [
    "Listener",
    "is_alike",
    "is_arabic_script",
    "likeness",
    "name_key",
    "normal_form",
    "rough_sound",
    "says_little",
    "script_of",
    "sort_key",
    "sound_key",
    "sound_keys",
    "sounds_of",
    "words_of",
]
