using System.Reflection;
using Tfaip.Parameters;
using Tfaip.Parameters.Hints;
using static TorchSharp.torch;

namespace Tfaip.Commands.Loading;

/// <summary>The module classes of an assembly, by their names.</summary>
internal sealed class ModuleTypes
{
    private const int MostShown = 12;

    private readonly string _fileName;
    private readonly IReadOnlyList<Type> _modules;

    /// <param name="assembly">The assembly.</param>
    /// <exception cref="TfaipException">It needs another TorchSharp, or something that is not there.</exception>
    public ModuleTypes(Assembly assembly)
    {
        _fileName = Path.GetFileName(assembly.Location);
        CheckTorchSharp(assembly);
        _modules = [.. TypesOf(assembly).Where(type => typeof(nn.Module).IsAssignableFrom(type)).OrderBy(NameOf, StringComparer.Ordinal)];
    }

    /// <summary>
    /// The class of a name: the full one, <c>My.Net</c> or <c>My.Outer.Net</c>, or the last part where it is the only one.
    /// </summary>
    /// <exception cref="TfaipException">There is no such class, or no module can be made of it.</exception>
    public Type Find(string name)
    {
        var plain = name.Replace('+', '.');
        var found = _modules.Where(type => NameOf(type) == plain).ToArray();
        if (found.Length == 0) found = [.. _modules.Where(type => type.Name == plain)];
        if (found.Length > 1)
            throw new TfaipException(
                $"{name}: {_fileName} has several modules of this name: {string.Join(", ", found.Select(NameOf))}. Give the full name.");
        if (found.Length == 0) throw Unknown(name);
        var module = found[0];
        if (module.IsAbstract)
            throw new TfaipException(
                $"{NameOf(module)}: this class is abstract, and no module can be made of it. Name a class that derives from it.");
        if (module.IsGenericTypeDefinition)
            throw new TfaipException(
                $"{NameOf(module)}: this class has type parameters, which a name cannot give. Derive a class from it that gives them, and "
                + "name that.");
        return module;
    }

    /// <summary>The name of a class as it is written in C#.</summary>
    public static string NameOf(Type type) => (type.FullName ?? type.Name).Replace('+', '.').Split('`')[0];

    private TfaipException Unknown(string name)
    {
        if (_modules.Count == 0) return new($"{name}: {_fileName} has no modules: no class in it derives from TorchSharp's nn.Module.");
        var names = _modules.Select(NameOf).ToArray();
        var near = Suggestions.Nearest(name, names) ?? Nearest(name);
        var shown = string.Join(", ", names.Take(MostShown)) + (names.Length > MostShown ? $" and {names.Length - MostShown} more" : "");
        return new($"{name}: {_fileName} has no such module.{(near is null ? "" : $" Did you mean '{near}'?")} It has {shown}.");
    }

    // A wrong namespace makes the whole name another one, though the last part is right or nearly so.
    private string? Nearest(string name) =>
        Suggestions.Nearest(name.Split('.', '+')[^1], _modules.Select(type => type.Name)) is { } near
            ? NameOf(_modules.First(type => type.Name == near))
            : null;

    private void CheckTorchSharp(Assembly assembly)
    {
        var own = typeof(nn.Module).Assembly.GetName();
        var wanted = assembly.GetReferencedAssemblies().FirstOrDefault(reference => reference.Name == own.Name);
        if (wanted?.Version is { } version && version > own.Version)
        {
            throw new TfaipException(
                $"{_fileName}: the assembly was built with TorchSharp {version.ToString(3)}, and this program has "
                + $"{own.Version!.ToString(3)}. Build it with that version.");
        }
    }

    private Type[] TypesOf(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException error)
        {
            var cause = error.LoaderExceptions.OfType<Exception>().First();
            throw new TfaipException(
                $"{_fileName}: something that the assembly needs is missing: {cause.Message.Trim()} Publish it, or build it with its "
                + "dependencies beside it.", error);
        }
    }
}
