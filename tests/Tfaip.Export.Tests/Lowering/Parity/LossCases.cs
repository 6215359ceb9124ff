using static Tfaip.Export.Tests.Lowering.Samples;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Tfaip.Export.Tests.Lowering.Parity;

/// <summary>Losses, as functions and as layers.</summary>
internal static class LossCases
{
    private static readonly Func<long, Tensor> Probability = n => (rand(n, 4) * 0.98) + 0.01;
    private static readonly Func<long, Tensor> Sides = n => (randint(0, 2, new long[] { n, 4 }) * 2 - 1).to(ScalarType.Float32);
    private static readonly Func<long, Tensor> Side = n => (randint(0, 2, n) * 2 - 1).to(ScalarType.Float32);
    private static readonly Func<long, Tensor> Classes = n => randint(0, 4, n);

    // Classes, some of them twice, up to the first negative number.
    private static readonly Func<long, Tensor> Lists = n => randint(-1, 4, new long[] { n, 4 }, ScalarType.Int64);

    public static IEnumerable<ParityCase> All =>
    [
        .. Enum.GetValues<Reduction>().SelectMany(Functions),
        .. Pairs(
            Normal(4),
            Normal(4),
            MSELoss(),
            L1Loss(Reduction.Sum),
            SmoothL1Loss(Reduction.None, 0.5),
            HuberLoss(0.7),
            KLDivLoss(),
            KLDivLoss(true, Reduction.None)),
        .. Pairs(Probability, Probability, BCELoss(), BCELoss(tensor(new float[] { 1, 2, 3, 4 }), Reduction.None), KLDivLoss(false)),
        .. Pairs(
            Normal(4),
            Probability,
            BCEWithLogitsLoss(),
            BCEWithLogitsLoss(tensor(new float[] { 1, 2, 3, 4 }), Reduction.None, tensor(2.5f)),
            PoissonNLLLoss(),
            MultiLabelSoftMarginLoss(),
            CrossEntropyLoss()),
        .. Pairs(Normal(4), Sides, SoftMarginLoss(), HingeEmbeddingLoss(0.5)),
        .. Pairs(
            Normal(4),
            Classes,
            CrossEntropyLoss(),
            CrossEntropyLoss(tensor(new float[] { 1, 2, 3, 4 }), 2, Reduction.None),
            MultiMarginLoss(),
            MultiMarginLoss(2, 0.5, tensor(new float[] { 1, 2, 3, 4 }))),
        .. Pairs(Normal(4), Lists, MultiLabelMarginLoss(), MultiLabelMarginLoss(Reduction.None)),
        .. Cases.OfTwo(
            n => randn(4), n => tensor(new long[] { 3, 3, 0, -1 }), (x, y) => functional.multi_label_margin_loss(x, y, Reduction.Sum)),
        .. Pairs(n => randn(n, 4).log_softmax(1), Classes, NLLLoss(), NLLLoss(tensor(new float[] { 1, 2, 3, 4 }), Reduction.Sum)),
        .. Pairs(Normal(4, 3), n => randint(0, 4, new long[] { n, 3 }), CrossEntropyLoss()),
        .. Triples(Normal(4), Normal(4), Probability, GaussianNLLLoss(), GaussianNLLLoss(true)),
        .. Triples(Normal(4), Normal(4), Sides, MarginRankingLoss(0.3)),
        .. Triples(Normal(4), Normal(4), Side, CosineEmbeddingLoss(0.3)),
        .. Triples(Normal(4), Normal(4), Normal(4), TripletMarginLoss(), TripletMarginLoss(0.5, 1, swap: true)),
    ];

    private static IEnumerable<ParityCase> Functions(Reduction reduction) =>
    [
        .. Cases.Overloads(
            "mse_loss l1_loss smooth_l1_loss huber_loss kl_div poisson_nll_loss", [Normal(4), n => rand(n, 4) * 3], new { reduction }),
        .. Cases.Overloads("poisson_nll_loss", [Positive(4), n => rand(n, 4) * 3], new { reduction, log_input = false, full = true }),
        .. Cases.Overloads("kl_div", [Normal(4), Probability], new { reduction, log_target = false }),
        .. Cases.Overloads("binary_cross_entropy", [Probability, Probability, n => rand(4)], new { reduction }),
        .. Cases.Overloads("binary_cross_entropy_with_logits", [Normal(4), Probability, n => rand(4), n => rand(4)], new { reduction }),
        .. Cases.Overloads("gaussian_nll_loss", [Normal(4), Normal(4), Probability], new { reduction }),
        .. Cases.Overloads("soft_margin_loss hinge_embedding_loss", [Normal(4), Sides], new { reduction }),
        .. Cases.Overloads("margin_ranking_loss", [Normal(4), Normal(4), Sides], new { reduction, margin = 0.2 }),
        .. Cases.Overloads("cosine_embedding_loss", [Normal(4), Normal(4), Side], new { reduction, margin = 0.2 }),
        .. Cases.Overloads("triplet_margin_loss", [Normal(4), Normal(4), Normal(4)], new { reduction }),
        .. Cases.Overloads("multilabel_soft_margin_loss", [Normal(4), Probability, n => rand(4)], new { reduction }),
        .. Cases.Overloads("multi_margin_loss", [Normal(4), Classes], new { reduction, weight = (Tensor?)null }),
        .. Cases.Overloads("multi_label_margin_loss", [Normal(4), Lists], new { reduction }),
        .. Cases.Overloads("nll_loss", [n => randn(n, 4).log_softmax(1), Classes], new { reduction, weight = (Tensor?)null }),
        .. Cases.Overloads("cross_entropy", [Normal(4), Classes, n => rand(4)], new { reduction }),
        .. Cases.Overloads("cross_entropy", [Normal(4), Probability], new { reduction, weight = (Tensor?)null, label_smoothing = 0.1 }),
    ];

    private static IEnumerable<ParityCase> Pairs(
        Func<long, Tensor> one, Func<long, Tensor> other, params Module<Tensor, Tensor, Tensor>[] layers) =>
        layers.SelectMany(layer => Cases.OfTwo(one, other, (x, y) => layer.call(x, y)));

    private static IEnumerable<ParityCase> Triples(
        Func<long, Tensor> one, Func<long, Tensor> two, Func<long, Tensor> three, params Module<Tensor, Tensor, Tensor, Tensor>[] layers) =>
        layers.SelectMany(layer => Cases.OfThree(one, two, three, (x, y, z) => layer.call(x, y, z)));
}
