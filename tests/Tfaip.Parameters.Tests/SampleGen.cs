using CsCheck;

namespace Tfaip.Processors.Tests.Parameters;

/// <summary>Random trees of <see cref="RunSample"/>.</summary>
internal static class SampleGen
{
    /// <summary>Texts that look like something else, and texts of any characters.</summary>
    public static readonly Gen<string> Text = Gen.Frequency(
        (3, Gen.OneOf(
            "", " ", "null", "~", "true", "Yes", "off", "1", "-1", "1.5", "1e3", ".inf", ".nan", "0x1F", "1:30", "2024-01-01", "a: b", "a:",
            "# x", "a # b",
            "- a", "-", "---", "...", "? a", "[a", "{a", "a, b", "&a", "*a", "!a", "%a", "@a", "`a", "'", "\"", "\\", "|", ">", "=", "<<",
            "a\nb", "\n", "a\n",
            " a", "a ", "\ta", "a\tb", "a\r\nb", "\u0001", "\u0085", "\u2028", "\uFEFF", "\uFFFE", "ä", "日本", "😀", "C:\\data",
            "../data/x.csv", "0..63", "a=b", "--a")),
        (1, Gen.String[Gen.Char[' ', '~'], 0, 12]),
        (1, Gen.String[Gen.Char['\u0001', '\uD7FF'], 0, 8]));

    private static readonly Gen<double> Number = Gen.OneOf(
        Gen.Double,
        Gen.OneOf<double>(0, -0.0, 1, 1e-5, double.MaxValue, double.Epsilon, double.PositiveInfinity, double.NegativeInfinity, double.NaN));

    private static readonly Gen<StageSample> Stage = Gen.Select(
        Gen.Int,
        Text.Null(),
        (depth, path) => new StageSample { Depth = depth, Path = path is null ? null : Path.GetFullPath("/" + path) });

    private static readonly Gen<double> StepSize = Gen.Double[1e-9, 1e9];

    private static readonly Gen<StepSample> Step = Gen.Recursive<StepSample>((depth, inner) => Gen.OneOf(
        StepSize.Select(StepSample (size) => new PlainSample { StepSize = size }),
        Gen.Select(
            StepSize,
            Number,
            Stage,
            StepSample (size, momentum, stage) => new MomentumSample { StepSize = size, Momentum = momentum, Stage = stage }),
        depth > 3
            ? Gen.Const<StepSample>(new SmoothedSample())
            : Gen.Select(
                StepSize,
                Number,
                inner.Null(),
                StepSample (size, momentum, step) => new SmoothedSample { StepSize = size, Momentum = momentum, Inner = step })));

    public static readonly Gen<RunSample> Run = Gen.Select(
        Gen.Select(Text, Text.Null(), Gen.Int[10, int.MaxValue], Gen.Int[0, 10], Gen.Bool, Number),
        Gen.Select(Gen.Float, Gen.Byte, Gen.ULong, Gen.Int.Nullable(), Gen.Enum<ColorMode>(), Gen.Long),
        Gen.Select(
            Gen.Int.List[0, 4], Gen.Int.Nullable().List[0, 3], Gen.Dictionary(Text, Number)[0, 3], Gen.Dictionary(Text, Stage)[0, 3]),
        Gen.Select(Stage, Step, Step.Null(), Step.List[0, 3]),
        (a, b, c, d) => new RunSample
        {
            Name = a.Item1, Note = a.Item2, Epochs = a.Item3, Warmup = a.Item4, Shuffle = a.Item5, Rate = a.Item6,
            Dropout = b.Item1, Level = b.Item2, Seed = b.Item3, Limit = b.Item4, Color = b.Item5, Timeout = new(b.Item6),
            Sizes = c.Item1, Gaps = c.Item2, Weights = c.Item3, Stages = c.Item4,
            Stage = d.Item1, Step = d.Item2, Second = d.Item3, Steps = d.Item4,
        });
}
