using Tfaip.Processors.Parameters;
using Tfaip.Training.Configuration.Interpolation;

namespace Tfaip.Training.Configuration;

/// <summary>A configuration with what its expressions stand for.</summary>
internal static class ResolvedConfig
{
    /// <summary>Looks at a configuration: what is configured, and all that is wrong with it.</summary>
    public static Inspection Inspect(LoadedConfig config, Type type, VariantCatalog catalog)
    {
        var (tree, errors, failed) = Interpolator.Resolve(config.Tree, type, catalog, config.Variables);
        var inspection = ParameterBinder.Inspect(type, tree, catalog);
        if (errors.Count == 0) return inspection;

        // What an expression without a value is taken for, is no error of its own.
        var others = inspection.Errors.Where(error => !failed.Contains(error.Origin));
        return inspection with { Value = null, Errors = [.. errors.Concat(others).ToArray().InOrder(error => error.Origin)] };
    }
}
