using TorchSharp;
using static Tfaip.Export.Tests.Lowering.Samples;
using static TorchSharp.torch;

namespace Tfaip.Export.Tests.Lowering.Parity;

/// <summary>Complex numbers and Fourier transforms; what they give is looked at as real numbers.</summary>
internal static class ComplexCases
{
    private static readonly FFTNormType[] Norms = [FFTNormType.Backward, FFTNormType.Ortho, FFTNormType.Forward];

    public static IEnumerable<ParityCase> All =>
    [
        .. Cases.Of(
            Normal(4, 2),
            x => view_as_real(view_as_complex(x)),
            x => x.view_as_complex().view_as_real(),
            x => real(view_as_complex(x)),
            x => imag(view_as_complex(x)),
            x => view_as_complex(x).real,
            x => view_as_complex(x).imag,
            x => view_as_complex(x).abs(),
            x => torch.abs(view_as_complex(x)),
            x => view_as_complex(x).angle(),
            x => torch.angle(view_as_complex(x)),
            x => view_as_real(view_as_complex(x).conj().resolve_conj()),
            x => view_as_real(torch.conj(view_as_complex(x)).resolve_conj()), x => view_as_real(-view_as_complex(x))),
        .. Cases.OfTwo(
            Normal(4), Normal(4),
            (x, y) => view_as_real(torch.complex(x, y)),
            (x, y) => view_as_real(polar(x.abs(), y)),
            (x, y) => view_as_real(torch.complex(x, y) * torch.complex(y, x)),
            (x, y) => view_as_real(torch.complex(x, y) * y),
            (x, y) => view_as_real(x * torch.complex(x, y)),
            (x, y) => view_as_real(torch.complex(x, y) + x),
            (x, y) => view_as_real(torch.complex(x, y) - torch.complex(y, x))),
        .. Norms.SelectMany(norm => Cases.Of(
            Normal(6, 8),
            x => view_as_real(fft.rfft(x, -1, -1, norm)),
            x => view_as_real(fft.rfft(x, 5, 1, norm)),
            x => view_as_real(fft.fft_(x, -1, 1, norm)),
            x => view_as_real(fft.fft_(x, 11, -1, norm)),
            x => view_as_real(fft.ifft(fft.rfft(x, -1, -1, FFTNormType.Backward), -1, 1, norm)),
            x => fft.irfft(fft.rfft(x, -1, -1, FFTNormType.Backward), -1, -1, norm),
            x => fft.irfft(fft.rfft(x, -1, -1, FFTNormType.Backward), 7, -1, norm),
            x => fft.irfft(fft.fft_(x, -1, -1, FFTNormType.Backward), 12, 1, norm),
            x => fft.irfft(fft.rfft(x, -1, -1, FFTNormType.Backward), 13, -1, norm),
            x => fft.hfft(fft.ihfft(x / 8, -1, -1, FFTNormType.Backward), -1, -1, norm),
            x => fft.hfft(fft.rfft(x / 8, -1, -1, FFTNormType.Backward), 7, 2, norm),
            x => view_as_real(fft.ihfft(x, -1, 1, norm).resolve_conj()),
            x => view_as_real(fft.ihfft(x, 9, -1, norm).resolve_conj()),
            x => view_as_real(fft.fft2(x, null, null, norm)),
            x => view_as_real(fft.fftn(x, null, new long[] { 1, 2 }, norm)),
            x => view_as_real(fft.ifft2(x, null, null, norm)),
            x => view_as_real(fft.ifftn(x, null, new long[] { 2, 1 }, norm)),
            x => view_as_real(fft.rfft2(x, null, null, norm)),
            x => view_as_real(fft.rfftn(x, null, new long[] { 1, 2 }, norm)),
            x => fft.irfft2(fft.rfft2(x / 48, null, null, FFTNormType.Backward), null, null, norm),
            x => fft.irfftn(fft.rfftn(x / 48, null, new long[] { 1, 2 }, FFTNormType.Backward), null, new long[] { 1, 2 }, norm))),
        .. Cases.Of(n => randn(3, n), x => view_as_real(fft.fft_(x, -1, -1, FFTNormType.Ortho))),
        .. Cases.Of(
            Normal(40),
            x => x.stft(16, 4, -1, null, true, PaddingModes.Reflect, false, null, null),
            x => torch.stft(x, 16, 5, 12, hann_window(12), true, PaddingModes.Constant, true, true, false),
            x => torch.stft(x, 8, -1, -1, hann_window(8), false, PaddingModes.Reflect, false, false, true).abs()),
    ];
}
