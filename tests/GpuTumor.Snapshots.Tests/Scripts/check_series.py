"""Checks run.vtkhdf: every step of the virtual datasets equals its snapshot. Arguments: directory, steps…"""
import sys
import h5py
import numpy as np

directory, steps = sys.argv[1], [int(step) for step in sys.argv[2:]]
view = h5py.File(f"{directory}/run.vtkhdf", "r")["VTKHDF"]
assert list(view.attrs["Version"]) == [2, 0]
assert view["Steps"].attrs["NSteps"] == len(steps)
assert list(view["Steps/Values"]) == [step * 0.5 for step in steps]
for index, step in enumerate(steps):
    with h5py.File(f"{directory}/snap_{step:08d}.h5", "r") as snapshot:
        for name, mesh in snapshot[f"data/{step}/fields"].items():
            assert view[f"Steps/PointDataOffsets/{name}"][index] == index
            assert np.array_equal(view[f"PointData/{name}"][index], mesh[...], equal_nan=mesh.dtype.kind == "f"), (step, name)
print("ok")
