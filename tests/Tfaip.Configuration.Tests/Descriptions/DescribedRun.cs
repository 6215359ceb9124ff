using System.ComponentModel.DataAnnotations;
using Tfaip.Configuration.Reading;
using Tfaip.Parameters;
using Tfaip.Parameters.Binding;
using Tfaip.Parameters.Overriding;
using Tfaip.Parameters.Shapes;
using DescriptionAttribute = System.ComponentModel.DescriptionAttribute;

namespace Tfaip.Configuration.Tests.Descriptions;

/// <summary>A small tree with what a description can meet.</summary>
public sealed record DescribedRun
{
    [Description("How often it is done."), Range(1, int.MaxValue)]
    public int Rounds { get; init; } = 3;

    [Description("The file to read; without one there is nothing to read."), RelativePath]
    public string? Input { get; init; }

    [Description("Who asks."), Required]
    public string Name { get; init; } = "";

    [Description("What drives it.")]
    public EngineParams Engine { get; init; } = new SteamParams();

    [Description("How it stops.")]
    public BrakeParams Brake { get; init; } = new();

    [Description("Engines for hills, the first one for the steepest.")]
    public IReadOnlyList<EngineParams> Helpers { get; init; } = [new SteamParams { Power = 2 }];

    [Description("Weights of the losses by name.")]
    public IReadOnlyDictionary<string, double> Weights { get; init; } = new Dictionary<string, double> { ["main"] = 1 };
}

public abstract record EngineParams
{
    [Description("Power in megawatts."), Range(0, double.MaxValue)]
    public double Power { get; init; } = 1;
}

/// <summary>For tests.</summary>
[Variant("steam"), Description("Burns coal.")]
public sealed record SteamParams : EngineParams
{
    [Description("Pressure in bar."), Range(0.0, 20.0, MinimumIsExclusive = true)]
    public double Pressure { get; init; } = 12;
}

/// <summary>For tests.</summary>
[Variant("diesel"), Description("Burns oil.")]
public sealed record DieselParams : EngineParams
{
    [Description("Cylinders."), AllowedValues(6, 8, 12)]
    public int Cylinders { get; init; } = 8;

    [Description("What starts it."), Required]
    public string Starter { get; init; } = "";

    [Description("What cools it.")]
    public BrakeParams Fan { get; init; } = new() { Force = BrakeForce.Air };
}

/// <summary>For tests.</summary>
public sealed record BrakeParams
{
    [Description("What presses.")]
    public BrakeForce Force { get; init; } = BrakeForce.SteamOrHand;

    [Description("The widths of the blocks."), MinLength(1), Range(1, 100)]
    public IReadOnlyList<int> Blocks { get; init; } = [10, 20];

    [Description("How long it takes.")]
    public TimeSpan? Time { get; init; }
}

public enum BrakeForce
{
    SteamOrHand,
    Air,
}

/// <summary>Trees of <see cref="DescribedRun"/> with the layers that they are put together of.</summary>
internal sealed record Described(Inspection Inspection, IReadOnlyList<ConfigLayer> Layers)
{
    public static VariantCatalog Catalog { get; } = VariantCatalog.Empty.With(typeof(DescribedRun).Assembly);

    /// <summary>Files over each other, <c>base.yaml</c> and <c>config.yaml</c> where there are two, and a command line over them.</summary>
    public static Described Of(string[] files, params string[] arguments)
    {
        string[] names = files.Length == 1 ? ["config.yaml"] : ["base.yaml", "config.yaml"];
        var layers = files.Zip(names).Select(file => new ConfigLayer(file.Second, YamlReader.Read(file.First, file.Second))).ToList();
        if (Overrides.Parse([(arguments, 2)]) is { } edits) layers.Add(new(ConfigLayer.CommandLine, edits));
        var tree = layers.Select(layer => layer.Tree).Aggregate((under, over) => Overrides.Put(under, over));
        return new(ParameterBinder.Inspect(typeof(DescribedRun), tree, Catalog), layers);
    }
}
