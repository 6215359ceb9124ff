using System.Text;
using Tfaip.Commands.Schemas;
using Tfaip.Configuration.Descriptions;
using Tfaip.Parameters.Shapes;
using Tfaip.Processors;
using Tfaip.Processors.Imaging;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Pipelines.Batching;
using Tfaip.Processors.Pipelines.Execution;
using Tfaip.Processors.Pipelines.Generators.Csv;
using Tfaip.Processors.Text;
using Tfaip.Training.Optimization.Averaging;
using Tfaip.Training.Optimization.Gradients;
using Tfaip.Training.Optimization.Groups;
using Tfaip.Training.Optimization.Optimizers;
using Tfaip.Training.Optimization.Schedules;
using Tfaip.Training.Parameters;
using Tfaip.Training.Scenarios;

namespace Tfaip.Commands.Tests.Schemas;

/// <summary>Writes <c>docs/reference/parameters.md</c>: every parameter that ships, as the help describes it.</summary>
internal static class ReferenceDocument
{
    private const string Head = """
        # Parameters

        This page lists every parameter that Tfaip ships: those of the tree that all scenarios have, and those of all variants of its
        polymorphic nodes. A scenario adds its own below `data` and `model`. `tfaip-train CONFIG --help` shows the tree of a scenario as
        it is configured.

        The page is generated from the descriptions in the code. `TFAIP_WRITE_REFERENCE=1 dotnet run --project
        tests/Tfaip.Commands.Tests -- --filter ReferenceDocumentTests` writes it anew.

        """;

    public static VariantCatalog Catalog { get; } =
        ProcessorCatalog.Default.With(ImagingProcessors.Assembly, TextProcessors.Assembly, typeof(TrainerParams).Assembly);

    /// <summary>The records of the tree, with their places.</summary>
    public static IReadOnlyList<(string Title, string Text, Type Record)> Records { get; } =
    [
        ("The root", "", typeof(RunParams<AnyDataParams, AnyModelParams>)),
        ("data", "What a scenario's data has besides its own parameters.", typeof(AnyDataParams)),
        ("data without a data class", "What the data of a scenario that has no data class have besides: those of "
            + "[generators](../how-to/generic-data.md).", typeof(GenericDataParams)),
        ("data.csv", "What such data say of CSV files in prediction.", typeof(CsvTable)),
        ("data.pipeline", "", typeof(PipelineParams)),
        ("trainer", "", typeof(TrainerParams)),
        ("trainer.checkpoint", "", typeof(CheckpointParams)),
        ("trainer.clipping", "", typeof(ClippingParams)),
        ("trainer.parameter_groups", "Each element of the list.", typeof(ParameterGroupParams)),
        ("trainer.schedule.warmup", "What every schedule can begin with.", typeof(WarmupParams)),
        ("trainer.input_gradient", "", typeof(InputGradientParams)),
    ];

    /// <summary>The polymorphic nodes.</summary>
    public static IReadOnlyList<(string Title, string Text, Type Base)> Nodes { get; } =
    [
        ("Optimizers", "The variants of `trainer.optimizer`.", typeof(OptimizerParams)),
        ("Schedules", "The variants of `trainer.schedule`.", typeof(ScheduleParams)),
        ("Averages of weights", "The variants of `trainer.averaging`.", typeof(AveragingParams)),
        ("Batching", "The variants of `data.pipeline.batching`.", typeof(BatchingParams)),
        (
            "Processors",
            "The elements of `data.pre_processing` and `data.post_processing`. Processors of streams do not run in every mode "
            + "unless\n`modes` says so: `concatenate`, `split` and `window` run in training and evaluation, `repeat` "
            + "and `shuffle` in training.",
            typeof(ProcessorParams)),
        ("Generators", "Sources of samples, for parameters of a scenario's data.", typeof(GeneratorParams)),
    ];

    public static string Write()
    {
        var text = new StringBuilder(Head.ReplaceLineEndings("\n"));
        foreach (var (title, about, record) in Records)
        {
            Heading(text, "##", title.Contains('.') || char.IsLower(title[0]) ? $"`{title}`" : title, about);
            Table(text, RecordShape.Of(record).Properties, RecordShape.Of(record).Create());
        }

        foreach (var (title, about, baseType) in Nodes)
        {
            Heading(text, "##", title, about);
            var variants = Catalog.VariantsOf(baseType);
            var first = RecordShape.Of(variants[0]);
            var shared = first.Properties.Where(property => property.IsSharedWith(baseType)).ToArray();
            if (shared.Length > 0) text.Append("\nAll of them have\n");
            Table(text, shared, first.Create());
            foreach (var variant in variants)
            {
                Heading(text, "###", $"`{VariantCatalog.NameOf(variant)}`", RecordText.DescriptionOf(variant));
                var shape = RecordShape.Of(variant);
                var record = shape.Create();
                Table(text, [.. shape.Properties.Where(property =>
                    !property.IsSharedWith(baseType) || HasAnotherDefault(property, record, first.Create()))], record);
            }
        }

        return text.ToString();
    }

    // What all have may have a default of a variant's own.
    private static bool HasAnotherDefault(ParameterProperty property, object record, object first) =>
        PlaceText.Default(property, property.Get(record)).Text != PlaceText.Default(property, property.Get(first)).Text;

    private static void Heading(StringBuilder text, string level, string title, string about)
    {
        text.Append('\n').Append(level).Append(' ').Append(title).Append('\n');
        if (about.Length > 0) text.Append('\n').Append(about).Append('\n');
    }

    private static void Table(StringBuilder text, IReadOnlyList<ParameterProperty> properties, object record)
    {
        if (properties.Count == 0) return;
        var places = new PlaceText(Catalog, []);
        text.Append("\n| parameter | type | default | |\n| --- | --- | --- | --- |\n");
        foreach (var property in properties)
        {
            var value = property.Get(record);
            var standard = property.Value.Kind == ValueKind.Polymorphic && value is not null ? VariantCatalog.NameOf(value.GetType())
                : property.Value.Kind == ValueKind.Record ? ""
                : PlaceText.Default(property, value).Text;
            var type = property.Value.Kind == ValueKind.Record ? "mapping" : places.Type(property.Value, property);
            string[] cells = [
                $"`{property.Name}`", type, standard is "" or "must be given" ? standard : $"`{standard}`", property.Description ?? ""
            ];
            text.Append("| ").AppendJoin(" | ", cells.Select(cell => cell.Replace("|", "\\|"))).Append(" |\n");
        }
    }
}
