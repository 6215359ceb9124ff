using Tfaip.Training.Files;

namespace Tfaip.Training.Runs;

/// <summary>What a run takes from outside besides its parameters and its data.</summary>
internal sealed record RunEnvironment
{
    /// <value>The clock of durations and dates. Default: the system's.</value>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <value>Makes the packages. Default: by the export to ONNX.</value>
    public IRunExporter Exporter { get; init; } = new PackageExporter();

    /// <value>Changes the files of the run directory. Default: the operating system.</value>
    public IDurableFiles Files { get; init; } = DurableFiles.OfSystem;

    /// <value>Hears what goes on before a run begins, where it takes long. Default: nobody does.</value>
    public Action<string> Progress { get; init; } = _ => { };

    /// <value>Says when and where checkpoints are written. Default: threads of their own.</value>
    public TaskScheduler CheckpointScheduler { get; init; } = TaskScheduler.Default;
}
