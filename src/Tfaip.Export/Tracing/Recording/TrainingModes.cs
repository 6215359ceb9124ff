using static TorchSharp.torch;

namespace Tfaip.Export.Tracing.Recording;

/// <summary>Remembers which modules are in training mode, and puts them back.</summary>
internal sealed class TrainingModes(nn.Module root)
{
    // Parents first: setting one sets those below it too.
    private readonly (nn.Module Module, bool Training)[] _modes =
        [.. root.named_modules().Select(entry => entry.module).Prepend(root).Select(module => (module, module.training))];

    /// <summary>Puts them back.</summary>
    public void Restore()
    {
        foreach (var (module, training) in _modes)
        {
            if (module.training != training) module.train(training);
        }
    }
}
