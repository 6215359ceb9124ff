using System.Reflection;

namespace Tfaip.Processors.Imaging;

/// <summary>
/// The processors of this package, for the catalog of variants: <c>ProcessorCatalog.Default.With(ImagingProcessors.Assembly)</c>.
/// </summary>
public static class ImagingProcessors
{
    /// <summary>The assembly that holds the processors.</summary>
    public static Assembly Assembly { get; } = typeof(ImagingProcessors).Assembly;
}
