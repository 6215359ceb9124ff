using Tfaip.Commands.Schemas;
using Tfaip.Configuration.Descriptions.Schemas;
using Tfaip.Parameters.Streams;

namespace Tfaip.Commands.Verbs;

/// <summary>Writes the JSON schema of a scenario's configurations, or of what those of all scenarios have.</summary>
internal sealed class SchemaVerb : Verb
{
    public override Type Options => typeof(SchemaOptions);

    public override string Usage => """
        tfaip-train schema [CONFIG] [-o FILE]
          Writes a JSON schema, by which editors complete and check the configurations of CONFIG's scenario.
        """;

    public override string Note => "A configuration names its schema in a comment: # yaml-language-server: $schema=config.schema.json";

    public override string? MissingPath => null;

    public override int Run(ParsedCommand command, CommandContext context)
    {
        var options = (SchemaOptions)command.Options;
        var text = SchemaJson.Write(Schema(options, command.Overrides, context));
        if (options.File is null) context.Write(text);
        else File.WriteAllText(options.File, text);
        return ExitCode.Success;
    }

    private static System.Text.Json.Nodes.JsonObject Schema(
        SchemaOptions options, IReadOnlyList<Override> overrides, CommandContext context)
    {
        if (options.Path is null)
        {
            return overrides.Count == 0
                ? TreeSchema.OfAnyScenario()
                : throw new CommandLineException(
                    $"argument {overrides[0].FirstPosition} ({overrides[0].Arguments[0]}): a schema has no parameters without a "
                    + "configuration: tfaip-train schema CONFIG.");
        }

        var config = Override.Load(options.Path, overrides);
        return TreeSchema.Of(context.FindScenario(ScenarioReference.Of(config), isAsked: true));
    }
}
