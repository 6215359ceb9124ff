using Tfaip.Configuration.Interpolation;
using Tfaip.Parameters;
using Tfaip.Parameters.Binding;
using Tfaip.Parameters.Shapes;

namespace Tfaip.Configuration.Reading;

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
