"""What makes a message evidence: a hash of its words that stays when they go, and of its place."""

import hashlib
import json
import secrets
from collections.abc import Sequence

from marketplace.messages.models import Conversation, Message, MessageWords

FIRST = "0" * 64
"""What comes before the first message."""


def new_salt() -> str:
    return secrets.token_hex(16)


def words_hash(salt: str, text: str, files: Sequence[str]) -> str:
    """`files` are their own hashes, in order."""
    return _hash({"salt": salt, "text": text, "files": list(files)})


def place_hash(conversation: Conversation, message: Message, before: str) -> str:
    """Two people who hold the same last hash hold the same conversation."""
    return _hash(
        {
            "about": conversation.about.value,
            "about_id": str(conversation.about_id),
            "position": message.position,
            "author": str(message.author_id),
            "side": message.side.value,
            "at": message.at.isoformat(),
            "brief_version": str(message.brief_version_id),
            "words": message.words_hash,
            "before": before,
        }
    )


def intact(
    conversation: Conversation,
    message: Message,
    before: str,
    words: MessageWords | None,
    files: Sequence[str],
) -> bool:
    """As it was written; where the words are erased, its place still is."""
    if place_hash(conversation, message, before) != message.hash:
        return False
    return words is None or words_hash(words.salt, words.text, files) == message.words_hash


def _hash(said: dict[str, object]) -> str:
    written = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(written.encode()).hexdigest()
