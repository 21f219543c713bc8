"""QR codes of links as pictures. Not: which link."""

import io

_SIDE = 720  # about so many pixels, sharp on any phone


def png(link: str) -> bytes:
    """A PNG of the link, black on white, with the quiet zone of four modules that readers need; no caption.

    Error correction M or better, what the size allows: a scratched print still reads.
    """
    import segno  # only who makes one pays for it

    code = segno.make(link, error="m", micro=False)
    modules = code.symbol_size(border=4)[0]
    out = io.BytesIO()
    code.save(out, kind="png", scale=max(4, _SIDE // modules), border=4, dark="#000", light="#fff")
    return out.getvalue()
