using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Tfaip.Export.Tests.Tracing.Models;

internal sealed class DcganGenerator : Module<Tensor, Tensor>
{
    private readonly Sequential main = Sequential(
        ConvTranspose2d(6, 8, 4, bias: false), BatchNorm2d(8), ReLU(inplace: true),
        ConvTranspose2d(8, 4, 4, stride: 2, padding: 1, bias: false), BatchNorm2d(4), ReLU(inplace: true),
        ConvTranspose2d(4, 3, 3, stride: 2, padding: 1, output_padding: 1), Tanh());

    public DcganGenerator()
        : base(nameof(DcganGenerator)) => RegisterComponents();

    public override Tensor forward(Tensor z) => main.call(z.view(z.shape[0], -1, 1, 1));
}

internal sealed class DcganDiscriminator : Module<Tensor, Tensor>
{
    private readonly Sequential main = Sequential(
        Conv2d(3, 4, 4, stride: 2, padding: 1),
        LeakyReLU(0.2, inplace: true),
        Conv2d(4, 6, 4, stride: 2, padding: 1),
        BatchNorm2d(6),
        LeakyReLU(0.2));
    private readonly Linear head = Linear(6, 1);

    public DcganDiscriminator()
        : base(nameof(DcganDiscriminator)) => RegisterComponents();

    public override Tensor forward(Tensor x) => head.call(main.call(x).flatten(2).mean(new long[] { 2 })).sigmoid().squeeze(1);
}

internal sealed class VariationalEncoder : Module<Tensor, (Tensor Mean, Tensor LogVariance)>
{
    private readonly Sequential body = Sequential(Linear(12, 10), Softplus(), Linear(10, 8), Tanh());
    private readonly Linear mean = Linear(8, 3);
    private readonly Linear variance = Linear(8, 3);

    public VariationalEncoder()
        : base(nameof(VariationalEncoder)) => RegisterComponents();

    public override (Tensor Mean, Tensor LogVariance) forward(Tensor x)
    {
        var hidden = body.call(x.flatten(1));
        var (m, v) = (mean.call(hidden), variance.call(hidden).clamp(-10, 10));
        return training ? (m + (randn_like(m) * (v / 2).exp()), v) : (m, v);
    }
}

internal sealed class VariationalDecoder : Module<Tensor, Tensor>
{
    private readonly Linear dense = Linear(3, 4 * 2 * 2);
    private readonly ConvTranspose2d up = ConvTranspose2d(4, 2, 2, stride: 2);
    private readonly Conv2d last = Conv2d(2, 1, 3, padding: 1);

    public VariationalDecoder()
        : base(nameof(VariationalDecoder)) => RegisterComponents();

    public override Tensor forward(Tensor z) => last.call(functional.elu(up.call(dense.call(z).view(-1, 4, 2, 2)), 1)).sigmoid();
}

internal sealed class Autoencoder : Module<Tensor, (Tensor, Tensor)>
{
    private readonly Sequential encoder =
        Sequential(Conv1d(2, 4, 4, stride: 2, padding: 1), ReLU(), Conv1d(4, 3, 4, stride: 2, padding: 1));
    private readonly Sequential decoder =
        Sequential(ConvTranspose1d(3, 4, 4, stride: 2, padding: 1), ReLU(), ConvTranspose1d(4, 2, 4, stride: 2, padding: 1));

    public Autoencoder()
        : base(nameof(Autoencoder)) => RegisterComponents();

    public override (Tensor, Tensor) forward(Tensor x)
    {
        var code = encoder.call(x);
        var reconstruction = decoder.call(code);
        return (reconstruction, (reconstruction - x).pow(2).mean(new long[] { 1, 2 }));
    }
}

internal sealed class VectorQuantizer : Module<Tensor, (Tensor, Tensor)>
{
    private readonly Embedding codebook = Embedding(7, 4);

    public VectorQuantizer()
        : base(nameof(VectorQuantizer)) => RegisterComponents();

    public override (Tensor, Tensor) forward(Tensor x)
    {
        var codes = codebook.weight!;
        var distances = x.pow(2).sum(-1, keepdim: true) - (2 * matmul(x, codes.t())) + codes.pow(2).sum(new long[] { 1 });
        var nearest = distances.argmin(-1);
        var quantized = codebook.call(nearest);
        return (x + (quantized - x).detach(), nearest);
    }
}

internal sealed class DiffusionStep : Module<Tensor, Tensor, Tensor>
{
    private readonly Linear time = Linear(8, 6);
    private readonly Conv1d conv1 = Conv1d(6, 6, 3, padding: 1);
    private readonly Conv1d conv2 = Conv1d(6, 6, 3, padding: 1);
    private readonly Tensor alphas = linspace(0.9, 0.99, 50);

    public DiffusionStep()
        : base(nameof(DiffusionStep)) => RegisterComponents();

    public override Tensor forward(Tensor x, Tensor step)
    {
        var frequencies = exp(arange(4, dtype: float32) * (-Math.Log(10000) / 4));
        var angles = step.to(float32).unsqueeze(1) * frequencies.unsqueeze(0);
        var embedding = cat([angles.sin(), angles.cos()], -1);
        var hidden = functional.silu(conv1.call(x)) + time.call(embedding).unsqueeze(-1);
        var alpha = alphas[TensorIndex.Tensor(step)].view(-1, 1, 1);
        return (x - (conv2.call(hidden) * (1 - alpha).sqrt())) / alpha.sqrt();
    }
}

internal sealed class CouplingFlow : Module<Tensor, (Tensor, Tensor)>
{
    private readonly Linear scale = Linear(3, 3);
    private readonly Linear shift = Linear(3, 3);

    public CouplingFlow()
        : base(nameof(CouplingFlow)) => RegisterComponents();

    public override (Tensor, Tensor) forward(Tensor x)
    {
        var (a, b) = (x[.., 0..3], x[.., 3..6]);
        var s = scale.call(a).tanh();
        return (cat([a, (b * s.exp()) + shift.call(a)], 1), s.sum(new long[] { 1 }));
    }
}
