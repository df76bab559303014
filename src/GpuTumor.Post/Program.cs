using GpuTumor.Post;

return PostCommand.Run(args, new Terminal(Console.Out, Console.Error));
