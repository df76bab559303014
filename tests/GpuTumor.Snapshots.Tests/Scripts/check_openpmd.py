"""Checks a snapshot as openPMD 1.1 and netCDF-like readers see it. Arguments: file, step, directory of NAME.raw."""
import sys
import h5py
import numpy as np

path, step, raw = sys.argv[1:]
file = h5py.File(path, "r")


def text(value):
    return value.decode("utf-8") if isinstance(value, bytes) else str(value)


def fixed(owner, name):
    """A fixed-length text: the openPMD validator and yt read no other."""
    kind = owner.attrs.get_id(name).get_type()
    assert not kind.is_variable_str(), f"{name} has variable length"
    return text(owner.attrs[name])


root = {
    "openPMD": "1.1.0", "basePath": "/data/%T/", "meshesPath": "fields/", "iterationEncoding": "fileBased",
    "iterationFormat": "snap_%08T.h5", "software": "GpuTumor", "schema": "gputumor-snapshot", "schema_version": "1.1",
    "date": "2026-11-22 02:04:05 +0000", "author": "A. Modeller <a@example.org>",
}
for name, value in root.items():
    assert fixed(file, name) == value, (name, file.attrs[name])
assert file.attrs["openPMDextension"] == 0 and file.attrs["openPMDextension"].dtype == np.uint32
assert file.attrs["complete"] == 1

iteration = file["data"][step]
assert iteration.attrs["time"] == 50.0 and iteration.attrs["dt"] == 0.5 and iteration.attrs["timeUnitSI"] == 3600.0
assert iteration.attrs["time"].dtype == np.float64 and iteration.attrs["step"] == int(step)

fields = iteration["fields"]
names = [text(name) for name in fields.attrs["quantities"]]
assert names == ["oxygen", "odd_floats", "cell_kind", "founder", "age", "clone"], names
kinds = {"oxygen": "<f4", "odd_floats": "<f4", "cell_kind": "|u1", "founder": "|u1", "age": "<u2", "clone": "<u4"}
for name in names:
    mesh = fields[name]
    assert mesh.dtype.str == kinds[name] and mesh.shape == (50, 21, 37), (name, mesh.dtype, mesh.shape)
    assert mesh.compression == "gzip" and mesh.shuffle and mesh.chunks == (32, 21, 32)
    expected = np.fromfile(f"{raw}/{name}.raw", dtype=mesh.dtype).reshape(mesh.shape)
    assert mesh[...].tobytes() == expected.tobytes(), name
    assert fixed(mesh, "geometry") == "cartesian" and fixed(mesh, "dataOrder") == "C"
    assert [text(label) for label in mesh.attrs["axisLabels"]] == ["z", "y", "x"]
    for number in ("gridSpacing", "gridGlobalOffset", "position", "unitDimension"):
        assert mesh.attrs[number].dtype == np.float64
    assert list(mesh.attrs["gridSpacing"]) == [20.0] * 3 and mesh.attrs["gridUnitSI"] == 1e-6
    assert list(mesh.attrs["position"]) == [0.5] * 3 and mesh.attrs["timeOffset"] == 0.0
    for axis, label in enumerate("zyx"):
        scale = mesh.dims[axis][0]
        assert scale.name == f"/{label}" and h5py.h5ds.is_scale(scale.id) and scale[0] == 10.0 and scale[1] == 30.0
        assert fixed(scale, "units") == "um"
    view = file["VTKHDF/PointData"][name]
    assert view == mesh, f"{name} is not one dataset under two names"
assert fixed(fields["oxygen"], "units") == "mmHg"
assert abs(fields["oxygen"].attrs["unitSI"] - 133.322387415) < 1e-12
assert list(fields["oxygen"].attrs["unitDimension"]) == [-1, 1, -2, 0, 0, 0, 0]
assert list(fields["founder"].attrs["flag_values"]) == [0, 1, 255]
assert fixed(fields["founder"], "flag_meanings") == "sensitive resistant empty"
assert len(file["z"].attrs["REFERENCE_LIST"]) == len(names)

view = file["VTKHDF"]
assert list(view.attrs["Version"]) == [1, 0] and fixed(view, "Type") == "ImageData"
assert list(view.attrs["WholeExtent"]) == [0, 36, 0, 20, 0, 49]
assert list(view.attrs["Origin"]) == [10.0] * 3 and list(view.attrs["Spacing"]) == [20.0] * 3

origin = file["provenance"]
assert origin.attrs["seed"] == np.uint64(2**64 - 2) and origin.attrs["git_dirty"] == 1
assert fixed(origin, "command_line") == 'gputumor run fake.yaml --set spacing="20 µm"'
assert text(origin["config"][()]) == "grid: [37, 21, 50]\nspacing: 20 µm\n"
print("ok")
