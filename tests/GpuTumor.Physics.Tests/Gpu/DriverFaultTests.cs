using GpuTumor.Backends.Ilgpu;
using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Physics.Tests;

/// <summary>Whatever a driver does ends as a fault of the device with its remedy, and the next tissue gets a fresh start.</summary>
[Collection(nameof(OnDevices))]
public class DriverFaultTests
{
    [Theory]
    [OnGpu("cuda")]
    [OnGpu("opencl")]
    public void ADeviceThatDoesNotOpenSaysWhatToCheck(string backend)
        => Assert.Matches("cannot be opened .*check that no other program holds it", Refusal(backend, DriverFault.DoesNotOpen, "opening").Message);

    [Theory]
    [OnGpu("cuda")]
    [OnGpu("opencl")]
    public void ADeviceThatIsFullSaysWhatToDo(string backend)
        => Assert.Matches("is full: .*end other programs on the device, or use --backend cpu", Refusal(backend, DriverFault.IsFull, "allocating").Message);

    [Theory]
    [OnGpu("cuda")]
    [OnGpu("opencl")]
    public void AKernelThatDoesNotCompileIsFoundBeforeTheRun(string backend)
    {
        IBackend failing = Failing(backend, DriverFault.DoesNotCompile, asked => asked == "compiling RelaxWork");

        Assert.Matches("compiling RelaxWork failed .*update the driver or use --backend cpu", failing.WhyUnable(Model())!);
        Assert.Throws<DeviceException>(() => failing.Create(Model()));
    }

    [Theory]
    [OnGpu("cuda")]
    [OnGpu("opencl")]
    public void ADeviceLostInMidRunSaysWhatWasBeingDone(string backend)
    {
        bool unplugged = false;
        IBackend failing = Failing(backend, DriverFault.IsLost, _ => unplugged);
        DeviceException lost;
        using (ITissue tissue = failing.Create(Model()))
        {
            tissue.Advance(new Clock(0, 1), []);
            unplugged = true;
            lost = Assert.Throws<DeviceException>(() => tissue.Advance(new Clock(1, 1), []));
            // Whoever looks first is told the same: an observer, a checkpoint, a snapshot.
            byte[] plane = new byte[16 * 16 * tissue.Quantities[0].ElementSize];
            foreach (Action look in (Action[])[() => tissue.TakeCensus(), () => tissue.StateHash(), () => tissue.Read(0, 3, plane), () => tissue.TakeStill([0]), () => StateImage.Of(tissue)])
                Assert.Matches("was lost while .*restart the driver", Assert.Throws<DeviceException>(look).Message);
        }

        Assert.Matches(@"was lost while running \w+Work .*restart the driver or the machine", lost.Message);
    }

    private static DeviceException Refusal(string backend, DriverFault fault, string at)
        => Assert.Throws<DeviceException>(() => Failing(backend, fault, asked => asked.StartsWith(at, StringComparison.Ordinal)).Create(Model()));

    private static IBackend Failing(string backend, DriverFault fault, Func<string, bool> when)
        => OnDevice.Failing(GpuDevices.Discover().First(device => device.Backend == backend), fault, when);

    private static Model Model() => new()
    {
        Name = "faulty",
        Seed = 1,
        Grid = new Grid(16, 16, 16, 20),
        StepHours = 1,
        Steps = 1,
        Fields = [],
        Founders = [new Founder("only", Genotype.None, 1)],
        Seeding = new Seeding(10),
        TumourCell = TumourCell.Default(1),
    };
}
