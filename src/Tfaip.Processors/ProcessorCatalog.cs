using Tfaip.Parameters.Shapes;

namespace Tfaip.Processors;

/// <summary>The variants that every program over this assembly knows.</summary>
public static class ProcessorCatalog
{
    /// <summary>The generic generators and processors: those of this assembly.</summary>
    /// <example>
    /// <code>
    /// var catalog = ProcessorCatalog.Default.With(ImagingProcessors.Assembly, TextProcessors.Assembly);
    /// </code>
    /// </example>
    public static VariantCatalog Default { get; } = VariantCatalog.Empty.With(typeof(ProcessorCatalog).Assembly);
}
