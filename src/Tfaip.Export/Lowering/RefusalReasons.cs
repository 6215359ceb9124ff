using Tfaip.Export.Tracing.Recording;
using TorchSharp;
using TorchSharp.Modules;
using static Tfaip.Export.Lowering.RefusalKind;
using static TorchSharp.torch;

namespace Tfaip.Export.Lowering;

/// <summary>The table of reasons.</summary>
internal static class RefusalReasons
{
    private const string NoOperator = "ONNX has no operator for it. Compute it outside of the model, or pass the result in as an input.";
    private const string NoDecomposition = "ONNX has no operators for decompositions and inverses of matrices. Compute it outside of the "
        + "model; what depends on no input is computed at export.";
    private const string Iterates = "it is found step by step, as long as the values ask for. Compute it outside of the model.";
    private const string SizeOfValues =
        "the size of its result depends on values. Keep all elements and choose with torch.where or masked_fill.";
    private const string Memory = "it gives whatever memory holds. Use torch.zeros.";
    private const string Complex = "graphs have no complex numbers of this kind. Make them with torch.complex or torch.view_as_complex.";
    private const string Sparse = "graphs have no sparse tensors. Use dense ones.";
    private const string Names = "graphs have no named axes. Use the numbers of the axes.";
    private const string Quantized = "it is about TorchSharp's quantised tensors, which it computes with in a way of its own. Export in "
        + "floating point and quantise the graph.";
    private const string Gradient = "it is about gradients.";
    private const string Data = "it makes a tensor of .NET data, which is recorded as a constant.";
    private const string Initialisation = "it initialises parameters.";
    private const string Throws = "TorchSharp throws whenever it is called.";
    private const string Layout = "what it gives depends on how a tensor lies in memory. Use reshape, narrow, select or unfold.";
    private const string Obscure = "which of equal elements it names is not said. Use sort, or torch.where over counts.";

    /// <summary>Adds all reasons.</summary>
    public static void AddTo(Action<RefusalKind, string, string, Type?> add, Action<RefusalKind, string, Type[]> layer)
    {
        void Add(RefusalKind kind, string reason, string names, Type? owner = null) => add(kind, names, reason, owner);
        void Layer(RefusalKind kind, string reason, params Type[] layers) => layer(kind, reason, layers);

        Functions(Add);
        Matrices(Add);
        Random(Add);
        Unrecordable(Add);
        NotMeant(Add);

        Layer(WhenRecorded, Reasons.Random, typeof(FractionalMaxPool2d), typeof(FractionalMaxPool3d));
        Layer(Missing, Iterates, typeof(CTCLoss));
        Layer(NotApplicable, Throws, typeof(AdaptiveMaxPool3d));
        Layer(
            NotApplicable,
            "it holds modules and has no forward; those that are called are exported.",
            typeof(ModuleList<>),
            typeof(ModuleDict<>));
        Layer(
            NotApplicable,
            "it holds parameters and has no forward; those that are used are exported.",
            typeof(ParameterList),
            typeof(ParameterDict));
    }

    private delegate void Adder(RefusalKind kind, string reason, string names, Type? owner = null);

    private static void Functions(Adder add)
    {
        add(
            Missing, NoOperator,
            "digamma psi erfinv erfcx lgamma gammaln mvlgamma multigammaln polygamma zeta i0 i0e i1 i1e igamma igammac gammainc gammaincc "
            + "ndtri airy_ai bessel_j0 bessel_j1 "
            + "bessel_y0 bessel_y1 modified_bessel_i0 modified_bessel_i1 modified_bessel_k0 modified_bessel_k1 scaled_modified_bessel_k0 "
            + "scaled_modified_bessel_k1 spherical_bessel_j0 "
            + "chebyshev_polynomial_t chebyshev_polynomial_u chebyshev_polynomial_v chebyshev_polynomial_w shifted_chebyshev_polynomial_t "
            + "shifted_chebyshev_polynomial_u "
            + "shifted_chebyshev_polynomial_v shifted_chebyshev_polynomial_w hermite_polynomial_h hermite_polynomial_he "
            + "laguerre_polynomial_l legendre_polynomial_p frexp nextafter nanquantile nanmedian");
        add(Missing, Iterates, "gcd lcm ctc_loss");
        add(Missing, Obscure, "mode");
        add(Impossible, Layout, "as_strided empty_strided");
        add(Impossible, SizeOfValues, "nonzero nonzero_as_list argwhere masked_select unique unique_consecutive bincount histogram");
        add(Impossible, Memory, "empty empty_like new_empty");
        add(Missing, Complex, "cfloat cdouble");
        add(
            Missing,
            "its overlapping frames are divided by a sum of windows of its own. Invert the spectrogram outside of the model.",
            "istft");
        add(Missing, "write it with fft.rfft or fft.irfft and the conjugate.", "hfft2 hfftn ihfft2 ihfftn", typeof(fft));
    }

    private static void Matrices(Adder add) => add(
        Missing, NoDecomposition,
        "cholesky cholesky_ex cholesky_inverse cholesky_solve cond eig eigh eigvals eigvalsh geqrf householder_product inv inv_ex inverse "
        + "ldl_factor ldl_factor_ex ldl_solve lstsq lu "
        + "lu_factor lu_solve lu_unpack matrix_exp matrix_rank orgqr ormqr pca_lowrank pinv pinverse qr solve solve_ex solve_triangular "
        + "svd svd_lowrank svdvals symeig tensorinv tensorsolve");

    private static void Random(Adder add) => add(
        WhenRecorded, Reasons.Random,
        "rand randn randint randperm rand_like randn_like randint_like rand_out randn_out randint_out randperm_out bernoulli binomial "
        + "multinomial normal normal_ poisson uniform_ random_ "
        + "exponential_ geometric_ cauchy_ log_normal_ bernoulli_ _standard_gamma _sample_dirichlet get_rng_state "
        + "fractional_max_pool2d fractional_max_pool2d_with_indices fractional_max_pool3d fractional_max_pool3d_with_indices");

    private static void Unrecordable(Adder add)
    {
        add(WhenRecorded, Reasons.Unsafe, "set_ UnsafeCreateTensor get_grad Load load");
        add(WhenRecorded, Reasons.ChangesModule, "op_MinusMinusGreater");
        add(WhenRecorded, Reasons.WritesSelf, "zeros ones full eye empty arange_out", typeof(Tensor));
        add(WhenRecorded, Reasons.TakesFunction, "jacobian");
        add(WhenRecorded, Reasons.Broken, "nanmean");
        add(WhenRecorded, Reasons.Broken, "cross", typeof(Tensor));
        add(WhenRecorded, Reasons.Broken, "cross", typeof(torch));
        add(
            Impossible,
            "it gives its tensors one by one as they are asked for, each time new ones. Use the method of Tensor.",
            "atleast_1d atleast_2d atleast_3d",
            typeof(torch));
        add(Impossible, Names, "align_as align_to refine_names rename");
        add(Missing, Sparse, "sparse sparse_coo_tensor to_sparse to_dense get_SparseIndices get_SparseValues");
        add(
            Impossible, Quantized,
            "dequantize int_repr q_per_channel_scales q_per_channel_zero_points quantize_per_channel quantize_per_tensor "
            + "quantized_batch_norm quantized_max_pool1d quantized_max_pool2d");
        add(Impossible, "its lengths depend on values. Pad outside of the model, and pass a mask.", "pad_packed_sequence pad_sequence");
    }

    private static void NotMeant(Adder add)
    {
        add(
            NotApplicable,
            Gradient,
            "grad adaptive_avg_pool3d_backward avg_pool2d_backward avg_pool3d_backward upsample_nearest1d_backward "
            + "upsample_nearest2d_backward upsample_nearest3d_backward");
        add(NotApplicable, Data, "tensor as_tensor from_array from_file frombuffer op_Implicit ToTensor");
        add(
            NotApplicable,
            Initialisation,
            "constant_ dirac_ eye_ glorot_normal_ glorot_uniform_ kaiming_normal_ kaiming_uniform_ ones_ orthogonal_ sparse_ trunc_normal_ "
            + "xavier_normal_ xavier_uniform_ zeros_",
            typeof(nn.init));
        add(NotApplicable, Initialisation, "normal_ uniform_", typeof(nn.init));
        add(NotApplicable, "it makes a parameter, in a constructor.", "Parameter AsParameter");
        add(
            NotApplicable,
            "it prepares parameters outside of forward.",
            "parameters_to_vector fuse_conv_bn_weights fuse_linear_bn_weights");
        add(NotApplicable, "models are exported on the CPU.", "cuda mps");
        add(NotApplicable, Throws, "adaptive_max_pool3d adaptive_max_pool3d_with_indices upsample_nearest");
        add(
            NotApplicable, "it leaves the tensor as it is.",
            "DetachFromDisposeScope DetatchFromDisposeScope MoveToOuterDisposeScope MoveToOtherDisposeScope WrappedTensorDisposeScope "
            + "pin_memory requires_grad_ with_requires_grad");
        add(NotApplicable, "it prints.", "print");
        add(NotApplicable, "it tells how a tensor lies in memory.", "is_neg");
    }
}
