using Tfaip.Export.Requests;
using Tfaip.Processors.Samples;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Tfaip.Export.Tests.Tracing.Models;

/// <summary>Modules written as users write them, each with what is special in it.</summary>
internal static class Zoo
{
    private const string Rows = "x: float32[batch, 6]";
    private const string Images = "x: float32[batch, 3, height, width]; height: 8..40; width: 8..40";
    private const string Pictures = "x: float32[batch, 3, height, width]; height: 16..48; width: 16..48";
    private const string Sequences = "x: float32[batch, time, 6]";

    public static IReadOnlyDictionary<string, Func<ExportableModel>> All { get; } = new Dictionary<string, Func<ExportableModel>>
    {
        ["mlp"] = () => Of(new Mlp(), Rows),
        ["residual convolution"] = () => Of(Residual.Network(), Images),
        ["layer norm, linear, gelu"] = () => Of(new NormBlock(), Sequences),
        ["bidirectional lstm"] = () => Of(new BiLstm(), Sequences),
        ["lstm with initial states"] = () => Of(new StatefulLstm(), Sequences),
        ["self-attention"] = () => Of(new SelfAttention(), Sequences),
        ["sequential root"] =
            () => Of(Sequential(("a", Linear(6, 8)), ("act", ReLU(inplace: true)), ("drop", Dropout()), ("b", new Mlp(8))), Rows),
        ["layer root"] = () => Of(Linear(6, 2), Rows),
        ["shared weights"] = () => Of(new SharedWeights(), Rows),
        ["called twice"] = () => Of(new CalledTwice(), Rows),
        ["functions in fields"] = () => Of(new FunctionFields(), Rows),
        ["indices"] = () => Of(new Indices(), Sequences),
        ["operators"] = () => Of(new Operators(), Rows),
        ["generic helpers"] = () => Of(new GenericHelpers(), Rows),
        ["dispose scopes"] = () => Of(new DisposeScopes(), Rows),
        ["in place on its own"] = () => Of(new InPlace(), Rows),
        ["made in forward"] = () => Of(new MadeInForward(), Sequences),
        ["buffers and tables"] = () => Of(new BuffersAndTables(), Rows),
        ["module list and dictionary"] = () => Of(new Containers(), Rows),
        ["derived from sequential"] = () => Of(new DerivedSequential(), Rows),
        ["flatten and pool"] = () => Of(new FlattenAndPool(), Images),
        ["two inputs, nested outputs"] = () => Of(new TwoInputs(), Rows, "y: float32[batch, 6]"),
        ["hooks"] = () => Of(Hooked.Create(), Rows),
        ["entry in a closure"] = () => Closures.Create(),
        ["embedding"] = () => Of(new TokenModel(), "ids: int64[batch, time] in 0..9; time: 2..64"),
        ["halves"] = () => Of(new Halves(), "x: float32[batch, time, 6]; time: 2..40"),

        ["lenet"] = () => Of(new LeNet(), "x: float32[batch, 1, 28, 28]"),
        ["vgg"] = () => Of(new Vgg(), Images),
        ["resnet-18"] = () => Of(new ResNet(bottleneck: false), Pictures),
        ["resnet-50"] = () => Of(new ResNet(bottleneck: true), Pictures),
        ["densenet block"] = () => Of(new DenseBlock(), Images),
        ["squeeze-excite"] = () => Of(new SqueezeExcite(3), Images),
        ["mobilenet v2"] = () => Of(Inverted(() => ReLU6(), excite: false), Images),
        ["mobilenet v3"] = () => Of(Inverted(() => Hardswish(), excite: true), Images),
        ["efficientnet block"] = () => Of(Inverted(() => SiLU(), excite: true), Images),
        ["u-net"] = () => Of(new UNet(), Images),
        ["feature pyramid"] =
            () => Of(new PyramidNetwork(), "x: float32[batch, 3, height, width]; height: 16..64 step 8; width: 16..64 step 8"),
        ["inception"] = () => Of(new Inception(), Images),
        ["channel shuffle"] = () => Of(new ChannelShuffleUnit(), Images),
        ["fire"] = () => Of(new Fire(), Images),
        ["super-resolution"] = () => Of(new SuperResolution(), "x: float32[batch, 1, height, width]"),
        ["convnext"] = () => Of(new ConvNeXt(), "x: float32[batch, 3, height, width]; height: 8..64; width: 8..64"),
        ["vit"] = () => Of(new VisionTransformer(), "x: float32[batch, 3, height, width]; height: 8..40 step 4; width: 8..40 step 4"),
        ["swin block"] = () => Of(new SwinBlock(), "x: float32[batch, height, width, 6]; height: 4..40 step 4; width: 4..40 step 4"),
        ["mlp-mixer"] = () => Of(new MlpMixer(), "x: float32[batch, 3, 16, 16]"),
        ["atrous pyramid pooling"] = () => Of(new PyramidPooling(), Images),
        ["coordinate convolution"] = () => Of(new CoordinateConvolution(), Images),
        ["crnn"] = () => Of(new TextRecognizer(), "x: float32[batch, 1, 16, width]; width: 4..80"),
        ["detection head"] = () => Of(new DetectionHead(), Images),
        ["channel and spatial attention"] = () => Of(new ConvolutionalAttention(), Images),
        ["patches with a rest"] = () => Of(new PatchEmbedding(), Images),
        ["pixels as bytes"] = () => Of(new PixelInput(), "x: uint8[batch, height, width, 3]; height: 8..40; width: 8..40"),

        ["dcgan generator"] = () => Of(new DcganGenerator(), "z: float32[batch, 6]"),
        ["dcgan discriminator"] = () => Of(new DcganDiscriminator(), Images),
        ["vae encoder"] = () => Of(new VariationalEncoder(), "x: float32[batch, 3, 4]"),
        ["vae decoder"] = () => Of(new VariationalDecoder(), "z: float32[batch, 3]"),
        ["autoencoder"] = () => Of(new Autoencoder(), "x: float32[batch, 2, time]; time: 4..64 step 4"),
        ["vector quantizer"] = () => Of(new VectorQuantizer(), "x: float32[batch, time, 4]"),
        ["diffusion step"] = () => Of(new DiffusionStep(), "x: float32[batch, 6, time]", "step: int64[batch] in 0..49"),
        ["coupling flow"] = () => Of(new CouplingFlow(), Rows),

        ["transformer encoder"] = () => Of(Sequential(new EncoderBlock(6, 2), new EncoderBlock(6, 3)), Sequences),
        ["transformer decoder"] = () => Of(new DecoderBlock(), "target: float32[batch, length, 6]", "memory: float32[batch, time, 6]"),
        ["bert"] = () => Of(
            new Bert(),
            "ids: int64[batch, time] in 0..19; time: 1..64",
            "mask: int64[batch, time] in 0..1",
            "segments: int64[batch, time] in 0..1"),
        ["gpt"] = () => Of(new Gpt(), "ids: int64[batch, time] in 0..11; time: 1..64"),
        ["llama block"] = () => Of(new Llama(), "x: float32[batch, time, 8]"),
        ["alibi"] = () => Of(new AlibiAttention(), Sequences),
        ["relative positions"] = () => Of(new RelativePositions(), Sequences),
        ["linear attention"] = () => Of(new LinearAttention(), Sequences),
        ["attention pooling"] = () => Of(new AttentionPooling(), Sequences, "mask: bool[batch, time]"),
        ["perceiver"] = () => Of(new CrossAttentionPerceiver(), Sequences),

        ["temporal convolutions"] = () => Of(new TemporalNetwork(), "x: float32[batch, 3, time]"),
        ["wavenet"] = () => Of(new WaveNet(), "x: float32[batch, 1, time]"),
        ["seq2seq encoder"] = () => Of(new Seq2SeqEncoder(), "ids: int64[batch, time] in 0..8"),
        ["seq2seq step"] = () =>
            Of(new Seq2SeqStep(), "token: int64[batch, 1] in 0..8", "hidden: float32[1, batch, 6]", "memory: float32[batch, time, 6]"),
        ["lstm"] = () => Of(Recurrence.Create("lstm", 1, false), Sequences),
        ["lstm of three layers"] = () => Of(Recurrence.Create("lstm", 3, false), Sequences),
        ["gru of two layers, both ways"] = () => Of(Recurrence.Create("gru", 2, true), Sequences),
        ["gru, time first"] = () => Of(Recurrence.Create("gru", 1, false, batchFirst: false), "x: float32[time, batch, 6]"),
        ["lstm of three layers, both ways, time first"] =
            () => Of(Recurrence.Create("lstm", 3, true, batchFirst: false), "x: float32[time, batch, 6]"),
        ["char-rnn"] = () => Of(new CharacterRnn(), "ids: int64[batch, time] in 0..10", "states: float32[2, 2, batch, 5]"),
        ["unrolled cell"] = () => Of(new UnrolledCell(), "x: float32[batch, 5, 6]"),
        ["gated convolutions"] = () => Of(new GatedConvolutions(), Sequences),
        ["keyword spotter"] = () => Of(new KeywordSpotter(), "features: float32[batch, 6, time]"),
        ["n-beats"] = () => Of(new NBeats(), Rows),
        ["series features"] = () => Of(new MovingAverages(), "x: float32[batch, time]; time: 2..200"),

        ["siamese"] = () => Of(new Siamese(), "left: float32[batch, 6]", "right: float32[batch, 6]"),
        ["two towers"] = () => Of(new TwoTowers(), "user: int64[users] in 0..9", "history: int64[items, time] in 0..9"),
        ["factorization machine"] = () => Of(new FactorizationMachine(), "ids: int64[batch, 3] in 0..9", "values: float32[batch, 3]"),
        ["outputs by name"] = () => Of(new NamedOutputs(), Rows),
        ["outputs nested"] = () => Of(new NestedOutputs(), Rows),
        ["outputs in a record"] = () => Of(new RecordOutput(), Rows),
        ["inputs in an array"] = () => Of(new ListInput(), Rows, "y: float32[batch, 6]", "z: float32[batch, 1]"),
        ["inputs by name"] = () => Of(new DictionaryInput(), "mask: float32[batch]", Rows),
        ["inputs in tuples"] = () => Of(new TupleInput(), Rows, "scale: float32[6]", "shift: float32[batch, 1]"),
        ["an input left out"] = () => Of(new OptionalInput(), Rows),
        ["an input that could be left out"] = () => Of(new OptionalInput(), Rows, "mask: float32[batch, 6]"),
        ["pointnet"] = () => Of(new PointNet(), "points: float32[batch, count, 3]"),
        ["graph convolution"] = () => Of(new GraphConvolution(), "x: float32[nodes, 6]", "adjacency: float32[nodes, nodes] in 0..1"),
        ["graph attention"] = () => Of(new GraphAttention(), "x: float32[nodes, 6]", "edges: bool[nodes, nodes]"),
        ["highway"] = () => Of(new Highway(), Rows),
        ["mixture of experts"] = () => Of(new Experts(), Rows),
        ["capsules"] = () => Of(new Capsules(), "x: float32[batch, 6, 4]"),
        ["euler flow"] = () => Of(new EulerFlow(), Rows),
        ["hypernetwork"] = () => Of(new HyperNetwork(), Sequences, "condition: float32[batch, 3]"),
        ["feature modulation"] = () => Of(new FeatureModulation(), Sequences, "condition: float32[batch, 3]"),
        ["weight normalised"] = () => Of(new WeightNormalised(), Rows),
        ["fourier features"] = () => Of(new FourierFeatures(), Sequences),
        ["best answers"] = () => Of(new BestAnswers(), Rows),
        ["tangle"] = () => Of(new Tangle(), Rows, "y: float32[batch, 6]"),
        ["polynomial"] = () => Of(new Polynomial(), Rows),
        ["mixed types"] = () => Of(new MixedTypes(), "counts: int64[batch, 6] in 1..9", "values: float32[batch, 6]"),
        ["doubles"] = () => Of(new Doubles(), "x: float64[batch, 6]"),
        ["masked mean"] = () => Of(new MaskedMean(), Sequences, "lengths: int64[batch] in 0..6"),
        ["last of each"] = () => Of(new LastOfEach(), "x: float32[batch, time, 6]; time: 4..40", "lengths: int64[batch] in 1..4"),
        ["disposing"] = () => Of(new Disposing(), Rows),
        ["quantiles"] = () => Of(new Quantiles(), Rows),
    };

    /// <summary>The entries whose calls are run again one by one, too: those that show what the recording can follow.</summary>
    public static IReadOnlyList<string> Small { get; } = [.. All.Keys.Take(26)];

    /// <summary>Runs the live module.</summary>
    public static Tensor[] Run(ExportableModel model, Tensor[] inputs) => model.Forward is { } forward
        ? forward(inputs)
        : (model.Module, inputs) switch
        {
            (nn.Module<Tensor, Tensor> module, [var x]) => [module.call(x)],
            (nn.Module<Tensor, Tensor[]> module, [var x]) => module.call(x),
            (nn.Module<Tensor, (Tensor, Tensor)> module, [var x]) => Flat(module.call(x)),
            (nn.Module<Tensor, Tensor, Tensor> module, [var x, var y]) => [module.call(x, y)],
            (nn.Module<Tensor, Dictionary<string, Tensor>> module, [var x]) => [.. module.call(x).Values],
            (TwoInputs module, [var x, var y]) => Flat(module.call(x, y)),
            (OptionalInput module, [var x, .. var rest]) => [module.call(x, rest.FirstOrDefault())],
            (Bert module, [var ids, var mask, var segments]) => [.. module.call(ids, mask, segments).Values],
            (Seq2SeqStep module, [var token, var hidden, var memory]) => Flat(module.call(token, hidden, memory)),
            (CharacterRnn module, [var ids, var states]) => Flat(module.call(ids, states)),
            (NestedOutputs module, [var x]) => Flat(module.call(x)),
            (RecordOutput module, [var x]) => module.call(x) is var (scores, bounds, _) ? [scores, bounds.Low, bounds.High] : [],
            (ListInput module, var all) => [module.call(all)],
            (DictionaryInput module, [var mask, var x]) => [module.call(new Dictionary<string, Tensor> { ["x"] = x, ["mask"] = mask })],
            (TupleInput module, [var x, var scale, var shift]) => [module.call((x, (scale, shift)))],
            _ => throw new InvalidOperationException(model.Module.GetName()),
        };

    private static Tensor[] Flat((Tensor, (Tensor, Tensor)) nested) => [nested.Item1, nested.Item2.Item1, nested.Item2.Item2];

    private static Tensor[] Flat((Tensor, Tensor) pair) => [pair.Item1, pair.Item2];

    private static Tensor[] Flat((Tensor, Tensor, Tensor) three) => [three.Item1, three.Item2, three.Item3];

    private static Tensor[] Flat((Tensor, List<Tensor>, (Tensor, Tensor[]), Tensor?) nested) =>
        [nested.Item1, .. nested.Item2, nested.Item3.Item1, .. nested.Item3.Item2];

    private static Sequential Inverted(Func<nn.Module<Tensor, Tensor>> activation, bool excite) => Sequential(
        Conv2d(3, 4, 3, stride: 2, padding: 1),
        new InvertedResidual(4, 4, 1, activation, excite),
        new InvertedResidual(4, 6, 2, activation, excite));

    private static ExportableModel Of(nn.Module module, params string[] inputs) =>
        new() { Module = module, Inputs = [.. inputs.Select(TensorSpec.Parse)] };
}
