"""Writes meshes as one glTF 2.0 binary: https://registry.khronos.org/glTF/specs/2.0/glTF-2.0.html"""

from __future__ import annotations

import json
import struct
from pathlib import Path

from tools.demo_files.models.mesh import Mesh, normal_of, unit

GENERATOR = "CoP demo files"
FLOAT, UNSIGNED_SHORT = 5126, 5123  # component types
VERTICES, INDICES = 34962, 34963  # targets of buffer views


def write_glb(path: Path, meshes: list[Mesh], *, slide: tuple[int, float] | None = None) -> None:
    """`slide` = (mesh, metres): that mesh slides forward and back."""
    scene = Scene()
    for mesh in meshes:
        scene.add_mesh(mesh)
    if slide:
        scene.add_slide(*slide)
    path.write_bytes(scene.to_bytes())


class Scene:
    """A glTF document and the binary buffer that its numbers are in."""

    def __init__(self) -> None:
        self.buffer = bytearray()
        self.views: list[dict] = []
        self.accessors: list[dict] = []
        self.meshes: list[dict] = []
        self.materials: list[dict] = []
        self.animations: list[dict] = []

    def add_mesh(self, mesh: Mesh) -> None:
        vertices, order = indexed(mesh)
        position = self._add_rows([v[0] for v in vertices], "VEC3", target=VERTICES)
        self._set_bounds(position, [v[0] for v in vertices])
        normals = self._add_rows([unit(v[1]) for v in vertices], "VEC3", target=VERTICES)
        view = self._add_view(struct.pack(f"<{len(order)}H", *order), INDICES)
        indices = self._add_accessor(view, UNSIGNED_SHORT, len(order), "SCALAR")
        self.materials.append(material(mesh))
        primitive = {
            "attributes": {"POSITION": position, "NORMAL": normals},
            "indices": indices,
            "material": len(self.materials) - 1,
        }
        self.meshes.append({"name": mesh.name, "primitives": [primitive]})

    def add_slide(self, mesh: int, way: float) -> None:
        """Wait a second, slide out, wait, slide back: six seconds."""
        seconds = [(0.0,), (1.0,), (3.0,), (4.0,), (6.0,)]
        times = self._add_rows(seconds, "SCALAR", target=None)
        self._set_bounds(times, seconds)
        closed, opened = (0.0, 0.0, 0.0), (0.0, 0.0, way)
        places = self._add_rows([closed, closed, opened, opened, closed], "VEC3", target=None)
        self.animations.append(
            {
                "name": "open and close",
                "samplers": [{"input": times, "output": places, "interpolation": "LINEAR"}],
                "channels": [{"sampler": 0, "target": {"node": mesh, "path": "translation"}}],
            }
        )

    def to_bytes(self) -> bytes:
        """A header, the document as JSON and the buffer, each filled up to four bytes."""
        text = json.dumps(self._document(), separators=(",", ":")).encode()
        text += b" " * (-len(text) % 4)
        numbers = bytes(self.buffer) + b"\0" * (-len(self.buffer) % 4)
        return (
            struct.pack("<4sII", b"glTF", 2, 12 + 8 + len(text) + 8 + len(numbers))
            + struct.pack("<I4s", len(text), b"JSON")
            + text
            + struct.pack("<I4s", len(numbers), b"BIN\0")
            + numbers
        )

    def _document(self) -> dict:
        document = {
            "asset": {"version": "2.0", "generator": GENERATOR},
            "scene": 0,
            "scenes": [{"nodes": list(range(len(self.meshes)))}],
            "nodes": [{"name": mesh["name"], "mesh": index} for index, mesh in enumerate(self.meshes)],
            "meshes": self.meshes,
            "materials": self.materials,
        }
        if self.animations:
            document["animations"] = self.animations
        return document | {
            "accessors": self.accessors,
            "bufferViews": self.views,
            "buffers": [{"byteLength": len(self.buffer)}],
        }

    def _add_rows(self, rows: list[tuple[float, ...]], kind: str, *, target: int | None) -> int:
        view = self._add_view(b"".join(struct.pack(f"<{len(r)}f", *r) for r in rows), target)
        return self._add_accessor(view, FLOAT, len(rows), kind)

    def _set_bounds(self, accessor: int, rows: list[tuple[float, ...]]) -> None:
        """The least and greatest of each column, as the buffer holds them: in single precision."""
        single = [struct.unpack(f"<{len(r)}f", struct.pack(f"<{len(r)}f", *r)) for r in rows]
        columns = list(zip(*single, strict=True))
        self.accessors[accessor] |= {"min": [min(c) for c in columns], "max": [max(c) for c in columns]}

    def _add_accessor(self, view: int, component: int, count: int, kind: str) -> int:
        self.accessors.append({"bufferView": view, "componentType": component, "count": count, "type": kind})
        return len(self.accessors) - 1

    def _add_view(self, numbers: bytes, target: int | None) -> int:
        self.buffer += b"\0" * (-len(self.buffer) % 4)
        view = {"buffer": 0, "byteOffset": len(self.buffer), "byteLength": len(numbers)}
        self.views.append(view | {"target": target} if target else view)
        self.buffer += numbers
        return len(self.views) - 1


def indexed(mesh: Mesh) -> tuple[list[tuple], list[int]]:
    """Each different (point, normal) of the mesh once, and which of them its triangles use, in order."""
    vertices: dict[tuple, int] = {}
    order: list[int] = []
    for face in mesh.faces:
        normal = tuple(round(c, 4) + 0.0 for c in normal_of(face))
        for point in face:
            key = (tuple(round(c, 6) + 0.0 for c in point), normal)
            order.append(vertices.setdefault(key, len(vertices)))
    return list(vertices), order


def material(mesh: Mesh) -> dict:
    return {
        "name": mesh.name,
        "pbrMetallicRoughness": {
            "baseColorFactor": [round((c / 255) ** 2.2, 4) for c in mesh.colour] + [1.0],
            "metallicFactor": mesh.metal,
            "roughnessFactor": mesh.rough,
        },
    }
