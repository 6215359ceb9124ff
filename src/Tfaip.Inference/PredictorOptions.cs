using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters.Shapes;
using Tfaip.Processors;
using Tfaip.Processors.Manifests;

namespace Tfaip.Inference;

/// <summary>How a package is loaded and run.</summary>
public sealed record PredictorOptions
{
    /// <value>Processors that the package may name. Default: those of Tfaip.Processors, <see cref="ProcessorCatalog.Default"/>.</value>
    public VariantCatalog Processors { get; init; } = ProcessorCatalog.Default;

    /// <value>Device that the graph runs on: <c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>. Default: cpu.</value>
    [RegularExpression("^(cpu|cuda(:[0-9]{1,3})?)$")]
    public string Device { get; init; } = "cpu";

    /// <value>
    /// The graph that answers, by its name in the package. Pre-processing is the same for all; post-processing is for <c>default</c> alone,
    /// and another graph's outputs are the answer. Default: <c>default</c>.
    /// </value>
    public string Graph { get; init; } = Manifest.DefaultGraph;

    /// <value>Whether the graph runs on the CPU where <see cref="Device"/> is not there. Default: false, that is an error.</value>
    public bool AllowFallback { get; init; }

    /// <value>Threads that one operator of the graph uses. Default: 0, one for each core.</value>
    [Range(0, 1024)]
    public int IntraOpThreads { get; init; }

    /// <value>The largest number of samples that the graph runs over at once. Default: 16.</value>
    [Range(1, 65536)]
    public int BatchSize { get; init; } = 16;

    /// <value>
    /// What is told, once for each size, that an input is larger than any that the export was verified with. Default: null,
    /// <see cref="System.Diagnostics.Trace.TraceWarning(string)"/>.
    /// </value>
    public Action<string>? Warn { get; init; }
}
