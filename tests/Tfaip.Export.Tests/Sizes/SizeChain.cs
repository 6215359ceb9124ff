using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Tfaip.Export.Tests.Sizes;

/// <summary>One step of a <see cref="SizeChain"/>.</summary>
/// <param name="Kind">What it does, from 0.</param>
/// <param name="A">A number that decides how.</param>
/// <param name="B">Another.</param>
/// <param name="C">Another.</param>
internal sealed record SizeStep(int Kind, int A, int B, int C);

/// <summary>
/// A chain of convolutions, pools, paddings, slices and joins over an image, which ends with a number that C# computes from a size.
/// </summary>
internal sealed class SizeChain : Module<Tensor, Tensor>
{
    /// <summary>How many kinds of steps there are.</summary>
    public const int Kinds = 17;

    private const int ByScale = 16;

    private readonly SizeStep[] steps;
    private readonly Module<Tensor, Tensor>[] layers;

    public SizeChain(SizeStep[] steps)
        : base("chain")
    {
        this.steps = steps;
        layers = [.. steps.Select(Layer)];
        for (var i = 0; i < layers.Length; i++) register_module($"layer{i}", layers[i]);
    }

    /// <summary>
    /// The longest axis that an input is resized to by a scale, whose points float32 knows the places of to some 2^-22 of it; 0 for none.
    /// </summary>
    public long LongestResized(Tensor input)
    {
        var (x, longest) = (input, 0L);
        for (var i = 0; i < steps.Length; i++)
        {
            x = Step(steps[i], layers[i], x);
            if (steps[i].Kind == ByScale) longest = Math.Max(longest, Math.Max(x.shape[2], x.shape[3]));
        }

        return longest;
    }

    public override Tensor forward(Tensor input)
    {
        var x = input;
        for (var i = 0; i < steps.Length; i++) x = Step(steps[i], layers[i], x);

        // One axis after the other: a sum of a million numbers in float32 is known to three digits.
        return x.abs().sum([3L]).sum([2L]) / (float)(x.shape[2] + (2 * x.shape[3]));
    }

    private static Module<Tensor, Tensor> Layer(SizeStep step)
    {
        var (kernel, stride, padding) = (1 + (step.A % 4), 1 + (step.B % 3), step.C % 2);
        return step.Kind switch
        {
            0 => Conv2d(2, 2, kernel, stride, padding: padding),
            1 => Conv2d(2, 2, (kernel, 1L), (stride, 1L), (padding, 0L), (1L + (step.C % 2), 1L)),
            2 => MaxPool2d(1 + kernel, stride, padding: Math.Min(padding, (1 + kernel) / 2)),
            3 => MaxPool2d(1 + kernel, stride, padding: Math.Min(padding, (1 + kernel) / 2), ceil_mode: true),
            4 => AvgPool2d([1 + kernel], [stride]),
            5 => ConvTranspose2d(2, 2, kernel + 1, stride, padding: padding),
            6 => Upsample(scale_factor: [1 + (step.A % 2), 1 + (step.B % 3)]),
            _ => Identity(),
        };
    }

    private static Tensor Step(SizeStep step, Module<Tensor, Tensor> layer, Tensor x)
    {
        var (height, width) = (x.shape[2], x.shape[3]);
        switch (step.Kind)
        {
            case 7:
                return functional.pad(x, [step.A % 3, step.B % 3, step.C % 2, 1]);
            case 8:
                // To a multiple, as image networks do it.
                var multiple = 2 + (step.A % 7);
                return functional.pad(x, [0, (multiple - (width % multiple)) % multiple, 0, (multiple - (height % multiple)) % multiple]);
            case 9:
                return x[TensorIndex.Ellipsis, TensorIndex.Slice(step.A % 2, null, 1 + (step.B % 3))];
            case 10:
                // The middle square.
                var side = Math.Min(height, width);
                return x.narrow(2, (height - side) / 2, side).narrow(3, (width - side) / 2, side);
            case 11:
                return cat([x, x[TensorIndex.Ellipsis, TensorIndex.Slice(null, 1 + (step.A % 4))]], 3);
            case 12:
                return x[TensorIndex.Ellipsis, TensorIndex.Slice(null, Math.Min(width, 5 + (step.A % 40)))];
            case 13:
                return functional.interpolate(x, [(height / 2) + 1, (long)Math.Ceiling(width / (2.0 + (step.B % 4)))]);
            case 14:
                return x.reshape(x.shape[0], 2, -1, 1).expand(-1, -1, -1, 1 + (step.A % 3));
            case 15:
                return x.transpose(2, 3) * (1 / MathF.Sqrt(width));
            case ByScale:
                // A scale that is no binary fraction: the length is rounded down.
                return functional.interpolate(
                    x, scale_factor: [(7 + (step.A % 20)) / 10.0, (7 + (step.B % 20)) / 10.0], mode: InterpolationMode.Bilinear);
            default:
                return layer.call(x);
        }
    }
}
