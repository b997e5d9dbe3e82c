"""The package of a workbook, the same bytes for the same content; refuses clocks, and formulas without what they come to.

openpyxl stamps each part with the time and writes formulas without their results, so that viewers which do not
calculate show them empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final
from xml.sax.saxutils import quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)  # the first day that a zip file can name
_FORMULA: Final = re.compile(rb'<c r="([A-Z]+\d+)"((?: s="\d+")?)><f>(.*?)</f><v ?/?>(?:</v>)?</c>', re.DOTALL)
_CHART: Final = re.compile(rb'<(?:\w+:)?cNvPr id="\d+" name="Chart \d+"')
_MAKER: Final = (b"<Application>Microsoft Excel</Application>", b"<Application>Skilling Desk</Application>")

Results = Mapping[str, Mapping[str, int | float | str]]  # sheet -> cell -> what its formula comes to


class _SteadyArchive(ZipFile):
    """A zip file in which nothing depends on the clock or the machine."""

    def __init__(self, path: Path, results: Mapping[str, Mapping[str, int | float | str]], told: Iterator[str]) -> None:
        super().__init__(path, "w", ZIP_DEFLATED, allowZip64=True)
        self._results = results  # by part
        self._told = told  # of the charts, in their order

    def writestr(self, zinfo_or_arcname: Any, data: Any, *_: Any, **__: Any) -> None:
        part = zinfo_or_arcname.filename if isinstance(zinfo_or_arcname, ZipInfo) else str(zinfo_or_arcname)
        content = data.encode() if isinstance(data, str) else bytes(data)
        if part == "docProps/app.xml":
            content = content.replace(*_MAKER)
        if part in self._results:
            content = _with_results(content, self._results[part])
        if part.startswith("xl/drawings/drawing"):
            content = _CHART.sub(lambda found: found[0] + b" descr=%s" % quoteattr(next(self._told)).encode(), content)
        about = ZipInfo(part, _EPOCH)
        about.compress_type, about.create_system, about.external_attr = ZIP_DEFLATED, 0, 0
        super().writestr(about, content)

    def write(self, filename: Any, arcname: Any = None, *_: Any, **__: Any) -> None:
        self.writestr(arcname or filename, Path(filename).read_bytes())


def save(workbook: Workbook, path: Path, results: Results, told: Sequence[str] = ()) -> None:
    """Writes the workbook; its `modified` property has to be set by whoever made it.

    `told` says in words what each chart shows, in the order of the charts: openpyxl has no place for it.
    """
    parts = {
        f"xl/worksheets/sheet{number}.xml": results[sheet.title]
        for number, sheet in enumerate(workbook.worksheets, 1)
        if sheet.title in results
    }
    with _SteadyArchive(path, parts, iter(told)) as archive:
        ExcelWriter(workbook, archive).write_data()


def _with_results(content: bytes, results: Mapping[str, int | float | str]) -> bytes:
    def filled(found: re.Match[bytes]) -> bytes:
        value = results[found[1].decode()]
        kind = b' t="str"' if isinstance(value, str) else b""
        return b'<c r="%s"%s%s><f>%s</f><v>%s</v></c>' % (found[1], found[2], kind, found[3], str(value).encode())

    content, count = _FORMULA.subn(filled, content)
    if count != len(results):
        raise RuntimeError(f"{len(results)} formulas were to be given their results, {count} were found")
    return content
