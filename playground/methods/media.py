"""sendPhoto, sendDocument, sendVoice, sendVideo, getFile. Not: albums."""

from __future__ import annotations

from typing import Any

from playground import wire
from playground.methods.common import caption_of, options, send, shown, target
from playground.model import File, Json
from playground.params import Call, Upload
from playground.refusal import bad
from playground.world import World

DOWNLOAD = 20 * 1024 * 1024
PHOTO = 10 * 1024 * 1024
MIMES = {
    "photo": "image/jpeg",
    "voice": "audio/ogg",
    "video": "video/mp4",
    "document": "application/octet-stream",
}


def file_of(world: World, call: Call, kind: str, given: Any, field: str) -> File:
    """Return the file that a parameter names: an upload, an `attach://` reference or a file id."""
    upload = call.files.get(field)
    if isinstance(given, str) and given.startswith("attach://"):
        upload = call.files.get(given.removeprefix("attach://"))
        if not upload:
            raise bad(f"there is no file {given.removeprefix('attach://')} in the request")
    if upload:
        return _uploaded(world, kind, upload, call.integer("duration"))
    if not given:
        raise bad(f"there is no {kind} in the request")
    if isinstance(given, str) and given.startswith(("http://", "https://")):
        raise bad("failed to get HTTP URL content")
    return known_file(world, str(given), kind)


def known_file(world: World, file_id: str, kind: str = "") -> File:
    """Return a file by its id; one of another kind cannot stand in, as in Telegram."""
    file = world.files.get(file_id)
    if not file:
        raise bad("wrong file identifier/HTTP URL specified")
    if kind and file.kind != kind:
        raise bad(f"can't use file of type {file.kind.title()} as {kind.title()}")
    return file


def _uploaded(world: World, kind: str, upload: Upload, duration: int) -> File:
    if not upload.data:
        raise bad("file must be non-empty")
    if kind == "photo" and len(upload.data) > PHOTO:
        raise bad("file is too big for a photo")
    return world.keep(kind, upload.name, upload.mime or MIMES[kind], upload.data, duration)


def _send(world: World, call: Call, kind: str) -> Json:
    chat = target(world, call)
    text, entities = caption_of(call)
    rest = options(call, chat)
    file = file_of(world, call, kind, call.params.get(kind), kind)
    content = {
        "text": text,
        "entities": entities,
        "kind": kind,
        "media": wire.media(file),
        "files": [file.id],
    }
    return shown(world, send(world, chat, **content, **rest))


def send_photo(world: World, call: Call) -> Json:
    """Send a picture."""
    return _send(world, call, "photo")


def send_document(world: World, call: Call) -> Json:
    """Send a file as it is."""
    return _send(world, call, "document")


def send_voice(world: World, call: Call) -> Json:
    """Send a voice message."""
    return _send(world, call, "voice")


def send_video(world: World, call: Call) -> Json:
    """Send a video."""
    return _send(world, call, "video")


def get_file(world: World, call: Call) -> Json:
    """Prepare a download of at most 20 MB."""
    file_id = call.text("file_id")
    if not file_id:
        raise bad("file_id not specified")
    file = world.files.get(file_id)
    if not file:
        raise bad("invalid file_id")
    if file.size > DOWNLOAD:
        raise bad("file is too big")
    shown = {"file_id": file_id, "file_unique_id": file.unique_id, "file_size": file.size}
    return {**shown, "file_path": file.path}


METHODS = {
    "sendPhoto": send_photo,
    "sendDocument": send_document,
    "sendVoice": send_voice,
    "sendVideo": send_video,
    "getFile": get_file,
}
