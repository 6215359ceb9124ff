using Tfaip.Parameters;
using Tfaip.Torch.Weights;
using Tfaip.Training.Checkpoints;
using Tfaip.Training.Runs;
using static TorchSharp.torch;

namespace Tfaip.Training.WarmStart;

/// <summary>The tensors that a warm start loads from; it owns them.</summary>
internal sealed class WarmStartSource : IDisposable
{
    /// <summary>The name of the best checkpoint.</summary>
    public const string Best = "best";

    /// <summary>The name of the newest checkpoint.</summary>
    public const string Last = "last";

    private WarmStartSource(string path, IReadOnlyDictionary<string, Tensor> tensors) => (Path, Tensors) = (path, tensors);

    /// <summary>The full path of the file or of the checkpoint's folder.</summary>
    public string Path { get; }

    /// <summary>The tensors, on the CPU; of a checkpoint those that evaluation uses.</summary>
    public IReadOnlyDictionary<string, Tensor> Tensors { get; }

    /// <summary>Reads the tensors; every byte of a checkpoint is checked.</summary>
    /// <param name="source">A run directory, a checkpoint's folder or a file.</param>
    /// <param name="checkpoint">Which checkpoint of a run directory.</param>
    /// <exception cref="TfaipException">There are none, or they cannot be read; the message names the file.</exception>
    public static WarmStartSource Open(string source, string checkpoint)
    {
        var path = System.IO.Path.GetFullPath(source);
        if (File.Exists(System.IO.Path.Combine(path, CheckpointManifest.FileName))) return Of(CheckpointFolder.Load(path));
        if (!Directory.Exists(path))
        {
            if (System.IO.Path.GetExtension(path) == ".tfaip")
            {
                throw new TfaipException(
                    $"{path}: a package holds a graph, in which weights are folded and renamed. Start from the run that it was made of, or "
                    + "from a checkpoint of it.");
            }

            return new(path, WeightsFile.Read(path));
        }

        if (!File.Exists(System.IO.Path.Combine(path, RunFile.FileName)))
        {
            throw new TfaipException($"{path}: is neither a run directory nor the folder of a checkpoint.");
        }

        var store = new CheckpointStore(path);
        var loaded = checkpoint switch { Best => store.LoadBest(), Last => store.LoadNewest(), _ => store.Load(checkpoint) };
        return Of(loaded ?? throw new TfaipException($"{path}: has no checkpoint '{checkpoint}'. It has: {Names(store)}."));
    }

    public void Dispose()
    {
        foreach (var tensor in Tensors.Values) tensor.Dispose();
    }

    private static WarmStartSource Of(LoadedCheckpoint checkpoint)
    {
        using (checkpoint)
        {
            return new(checkpoint.Path, checkpoint.ReadInferenceWeights());
        }
    }

    private static string Names(CheckpointStore store)
    {
        var names = new List<string>();
        if (store.Best is not null) names.Add(Best);
        if (store.Newest is not null) names.Add(Last);
        names.AddRange(store.Names);
        return names.Count > 0 ? string.Join(", ", names) : "none";
    }
}
