"""What the trades compute: used by more than one kind of file."""

from __future__ import annotations


def equilibrium(temperature: float, humidity: float) -> float:
    """Equilibrium moisture content of wood in per cent (Hailwood and Horrobin)."""
    t, h = temperature, humidity / 100
    w = 349 + 1.29 * t + 0.0135 * t * t
    k = 0.805 + 0.000736 * t - 0.00000273 * t * t
    k1 = 6.27 - 0.00938 * t - 0.000303 * t * t
    k2 = 1.91 + 0.0407 * t - 0.000293 * t * t
    kh = k * h
    return 1800 / w * (kh / (1 - kh) + (k1 * kh + 2 * k1 * k2 * kh * kh) / (1 + k1 * kh + k1 * k2 * kh * kh))


def tail_edges(
    wide: float, count: int, flare: float, half_pin: float
) -> list[tuple[float, float, float, float]]:
    """For each tail: left root, left end, right end, right root."""
    pin = half_pin * 1.6
    root = (wide - 2 * half_pin - (count - 1) * pin) / count
    edges = []
    for i in range(count):
        a = half_pin + i * (root + pin)
        edges.append((a, a - flare, a + root + flare, a + root))
    return edges
