using Tfaip.Export.Packaging;
using Tfaip.Torch.Weights;
using Tfaip.Training.Files;
using Tfaip.Training.Runs;

namespace Tfaip.Training.Tests.Loop.Crashes;

/// <summary>Makes packages that are the weights alone: what is in them depends on the checkpoint, and no graph has to be made.</summary>
internal sealed class ToyPackage : IRunExporter
{
    public void Export(ExportableRun run, string path, IDurableFiles files, CancellationToken cancellationToken) =>
        files.ReplaceFile(path, stream => SafeTensors.Write(stream, run.Model.Module.state_dict()));
}
