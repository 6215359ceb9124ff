using Tfaip.Parameters;
using Tfaip.Processors.Pipelines;
using Tfaip.Training.Scenarios;

namespace Tfaip.Training.Tests.Loop;

public sealed record ToyDataParams : DataParams
{
    public int TrainingSamples { get; init; } = 37;

    public int EvaluationSamples { get; init; } = 10;
}

public sealed record ToyModelParams : ModelParams
{
    public int Hidden { get; init; } = 8;

    public double Dropout { get; init; } = 0.3;
}

/// <summary>Adds noise to the input x in training.</summary>
[Variant("toy_noise")]
public sealed record ToyNoiseParams : ProcessorParams
{
    public double Amplitude { get; init; } = 0.1;

    public override Processor Create() => new ToyNoise(Amplitude);
}

/// <summary>Fails at one sample.</summary>
[Variant("toy_drop_all")]
public sealed record ToyDropAllParams : ProcessorParams
{
    public override Processor Create() => new ToyDropAll();
}

/// <summary>Makes an input of one sample not a number.</summary>
[Variant("toy_hole")]
public sealed record ToyHoleParams : ProcessorParams
{
    public override Processor Create() => new ToyHole();
}
