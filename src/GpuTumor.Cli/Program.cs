using GpuTumor.Cli;

return GpuTumorCommand.Run(args, Terminal.OfThisProcess());
