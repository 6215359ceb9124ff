using Tfaip.Parameters;
using Tfaip.Parameters.Shapes;

namespace Tfaip.Processors.Pipelines;

/// <summary>Holds records that were made in code to the rules that the binder holds files to.</summary>
internal static class Rules
{
    /// <summary>Throws for the first rule that does not hold.</summary>
    public static void Check(IValidatable parameters)
    {
        foreach (var (property, message) in parameters.Validate())
        {
            throw new TfaipException($"{VariantCatalog.NameOf(parameters.GetType())}: {Naming.ToSnakeCase(property)}: {message}");
        }
    }
}
