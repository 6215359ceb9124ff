using Tfaip.Parameters;
using Tfaip.Training.Optimization.Parameters;
using static TorchSharp.torch;

namespace Tfaip.Training.Optimization.Groups;

/// <summary>
/// Keeps parameters and buffers of a model as they are, by patterns over the names of its state dict. A frozen parameter requires
/// no gradient; a module with a frozen buffer, such as the statistics of a batch normalisation, stays in evaluation mode, so that it
/// computes with what the buffer holds.
/// </summary>
internal sealed class Freezing
{
    private readonly List<nn.Module> _frozen = [];

    /// <summary>Freezes what the patterns match.</summary>
    /// <exception cref="TfaipException">
    /// A pattern matches nothing, or a buffer of the model itself, which cannot stay in evaluation mode.
    /// </exception>
    public Freezing(nn.Module model, IReadOnlyList<string> freeze)
    {
        var patterns = new NamePatterns("trainer.freeze", freeze);
        patterns.CheckUse(model.state_dict().Keys, "parameter or buffer");
        foreach (var (name, parameter) in model.named_parameters())
        {
            if (patterns.Match(name)) parameter.requires_grad = false;
        }

        foreach (var (name, _) in model.named_buffers().Where(buffer => patterns.Match(buffer.name)))
        {
            var owner = name.LastIndexOf('.') is var dot and >= 0 ? name[..dot] : throw new TfaipException(
                $"trainer.freeze: '{name}' is a buffer of the model itself, which changes it in Forward if at all. Leave it out of the "
                + "pattern.");
            var module = model.named_modules().First(entry => entry.name == owner).module;
            if (!_frozen.Contains(module)) _frozen.Add(module);
        }
    }

    /// <summary>Puts the model into training mode, but for what is frozen.</summary>
    public void Train(nn.Module model)
    {
        model.train();
        foreach (var module in _frozen) module.eval();
    }
}
