"""aiogram imported lightly is the same aiogram: every model can be built and has the same fields and rules."""

import json
import re
import subprocess
import sys
from typing import Any

SEEN = """
import json, sys
from bot.telegram import light
if sys.argv[1] == "light":
    light.import_aiogram()
from aiogram import methods, types

def built(model):
    return type(model.__pydantic_validator__).__name__ == "SchemaValidator"

models = [model for module in (types, methods) for model in light.models_of(module)]
before = sum(map(built, models))
for model in models:
    model.model_rebuild()
print(json.dumps({
    "built": before,
    "models": {
        f"{model.__module__}.{model.__name__}": {
            "fields": {name: repr(field) for name, field in model.model_fields.items()},
            "extra": model.model_config.get("extra"),
            "frozen": model.model_config.get("frozen"),
            "signature": str(model.__signature__),
            "ready": built(model),
        }
        for model in models
    },
}))
"""

USED = """
from bot.telegram import light
light.import_aiogram()
from aiogram.methods import Response, SendMediaGroup
from aiogram.types import ChatMemberUnion, InputMediaPhoto, Message, Update
from bot.telegram.session import _adapter
said = {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}, "text": "hello"}
update = Update.model_validate({"update_id": 1, "message": {**said, "reply_to_message": said}})
assert update.message.reply_to_message.text == "hello"
assert update.message.bot is None
bound = Update.model_validate({"update_id": 1, "message": said}, context={"bot": "the bot"})
assert bound.bot == bound.message.bot == bound.message.chat.bot == "the bot"
assert Message.model_validate(said).as_("another").bot == "another"
assert bound.message.model_copy(update={"text": "hi"}).bot == "the bot"
assert _adapter(list[Message]).validate_python([said])[0].text == "hello"
assert _adapter(Message | bool).validate_python(True) is True
assert _adapter(ChatMemberUnion).validate_python(
    {"status": "left", "user": {"id": 1, "is_bot": False, "first_name": "Anna"}}
).user.id == 1
assert Response[ChatMemberUnion].model_validate({"ok": False, "error_code": 400}).error_code == 400
assert SendMediaGroup(chat_id=1, media=[InputMediaPhoto(media="x")]).media[0].media == "x"
light.warm()
"""


def _run(code: str, *args: str) -> str:
    done = subprocess.run([sys.executable, "-c", code, *args], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def _seen(how: str) -> dict[str, Any]:
    seen: dict[str, Any] = json.loads(re.sub(r" at 0x[0-9a-f]+", "", _run(SEEN, how)))  # without addresses
    return seen


def test_every_model_is_the_same_as_when_all_are_built_at_import() -> None:
    light, whole = _seen("light"), _seen("whole")
    assert light["built"] < 10 < 400 < whole["built"]
    assert len(whole["models"]) > 400
    assert all(model["ready"] for model in light["models"].values())
    assert light["models"] == whole["models"]


def test_models_are_built_where_they_are_used_first() -> None:
    _run(USED)
