global using herr_t = int;
global using hid_t = long;
global using hsize_t = ulong;
global using htri_t = int;
global using size_t = nint;
