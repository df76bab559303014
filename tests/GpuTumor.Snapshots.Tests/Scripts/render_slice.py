"""Opens a snapshot with VTK's own reader, checks it, and draws a slice. Arguments: file, field, picture."""
import sys
import vtk
from vtk.util.numpy_support import vtk_to_numpy

path, field, picture = sys.argv[1:]
reader = vtk.vtkHDFReader()
assert reader.CanReadFile(path)
reader.SetFileName(path)
reader.Update()
image = reader.GetOutput()
points = image.GetPointData()
names = [points.GetArrayName(i) for i in range(points.GetNumberOfArrays())]
values = vtk_to_numpy(points.GetArray(field))
print("extent", *image.GetExtent(), "origin", *image.GetOrigin(), "spacing", *image.GetSpacing())
print("arrays", *sorted(names))
nx, ny, nz = image.GetDimensions()
print("corner", repr(float(values[0])), "middle", repr(float(values.reshape(nz, ny, nx)[nz // 2, ny // 2, nx // 2])))

slice_ = vtk.vtkImageReslice()
slice_.SetInputData(image)
slice_.SetOutputDimensionality(2)
points.SetActiveScalars(field)
slice_.SetResliceAxesOrigin(*image.GetCenter())
colours = vtk.vtkLookupTable()
colours.SetRange(*image.GetPointData().GetArray(field).GetRange())
colours.SetHueRange(0.66, 0.0)
colours.Build()
mapped = vtk.vtkImageMapToColors()
mapped.SetLookupTable(colours)
mapped.SetInputConnection(slice_.GetOutputPort())
writer = vtk.vtkPNGWriter()
writer.SetInputConnection(mapped.GetOutputPort())
writer.SetFileName(picture)
writer.Write()
