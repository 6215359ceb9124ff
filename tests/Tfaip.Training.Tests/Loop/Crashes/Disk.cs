namespace Tfaip.Training.Tests.Loop.Crashes;

/// <summary>
/// A model of a disk: what a program sees of it, and what is still there when the power fails. A folder's entries are on the
/// disk once the folder is synced, a file's bytes once the file is; what is not may have come there all the same.
/// </summary>
internal sealed class Disk
{
    private readonly Node _root = new(isFolder: true);
    private readonly List<Pending> _pending = [];

    /// <summary>Makes an empty folder or file.</summary>
    public void Make(string path, bool isFolder)
    {
        var node = new Node(isFolder);
        Change([(Parent(path), Path.GetFileName(path), node)]);
    }

    /// <summary>Gives a file other bytes.</summary>
    public void Write(string path, byte[] bytes)
    {
        var node = Find(path)!;
        node.Bytes = bytes;
        _pending.Add(new([node], () => node.SafeBytes = bytes));
    }

    /// <summary>The bytes of a file, as a program sees them.</summary>
    public byte[] Read(string path) => Find(path)!.Bytes;

    /// <summary>Puts an entry elsewhere, in the place of what is there.</summary>
    public void Move(string from, string to) =>
        Change([(Parent(from), Path.GetFileName(from), null), (Parent(to), Path.GetFileName(to), Find(from))]);

    /// <summary>Deletes a file or an empty folder.</summary>
    public void Remove(string path) => Change([(Parent(path), Path.GetFileName(path), null)]);

    /// <summary>Syncs a folder's entries or a file's bytes.</summary>
    public void Sync(string path)
    {
        var node = Find(path)!;
        foreach (var pending in _pending.Where(pending => pending.Nodes.Contains(node))) pending.Keep();
        _pending.RemoveAll(pending => pending.Nodes.Contains(node));
    }

    /// <summary>All is on the disk.</summary>
    public void SyncAll()
    {
        foreach (var pending in _pending) pending.Keep();
        _pending.Clear();
    }

    /// <summary>The files and folders that a program finds, by path: a file's bytes, null for a folder.</summary>
    public IReadOnlyDictionary<string, byte[]?> Seen()
    {
        var found = new Dictionary<string, byte[]?>();
        Collect(_root, "/", node => node.Entries, node => node.Bytes, found);
        return found;
    }

    /// <summary>What is there after the power failed.</summary>
    /// <param name="kept">How many of the changes that were not synced had come to the disk, the oldest first.</param>
    /// <param name="lengthsOnly">Whether of the bytes that had not come there the length had, as file systems do it: such are 0.</param>
    public IReadOnlyDictionary<string, byte[]?> AfterPowerLoss(int kept, bool lengthsOnly)
    {
        var before = Nodes().Select(node => (node, new Dictionary<string, Node>(node.SafeEntries), node.SafeBytes)).ToList();
        foreach (var pending in _pending.Take(kept)) pending.Keep();
        var found = new Dictionary<string, byte[]?>();
        Collect(_root, "/", node => node.SafeEntries, node => lengthsOnly ? Lengthened(node) : node.SafeBytes, found);
        foreach (var (node, entries, bytes) in before) (node.SafeEntries, node.SafeBytes) = (entries, bytes);
        return found;
    }

    /// <summary>How many changes are not synced.</summary>
    public int Unsynced => _pending.Count;

    private static byte[] Lengthened(Node node)
    {
        var bytes = node.SafeBytes;
        Array.Resize(ref bytes, node.Bytes.Length);
        return bytes;
    }

    private static void Collect(
        Node folder, string path, Func<Node, Dictionary<string, Node>> entries, Func<Node, byte[]> bytes, Dictionary<string, byte[]?> found)
    {
        foreach (var (name, node) in entries(folder))
        {
            var full = Path.Combine(path, name);
            found.Add(full, node.IsFolder ? null : bytes(node));
            if (node.IsFolder) Collect(node, full, entries, bytes, found);
        }
    }

    private HashSet<Node> Nodes()
    {
        var nodes = new HashSet<Node>();
        Add(_root);
        foreach (var node in _pending.SelectMany(pending => pending.Nodes)) Add(node);
        return nodes;

        void Add(Node node)
        {
            if (!nodes.Add(node)) return;
            foreach (var child in node.Entries.Values.Concat(node.SafeEntries.Values)) Add(child);
        }
    }

    private void Change(IReadOnlyList<(Node Folder, string Name, Node? Entry)> entries)
    {
        foreach (var (folder, name, entry) in entries) Set(folder.Entries, name, entry);
        _pending.Add(new([.. entries.Select(entry => entry.Folder)], () =>
        {
            foreach (var (folder, name, entry) in entries) Set(folder.SafeEntries, name, entry);
        }));
    }

    private static void Set(Dictionary<string, Node> entries, string name, Node? entry)
    {
        if (entry is null) entries.Remove(name);
        else entries[name] = entry;
    }

    private Node Parent(string path) => Find(Path.GetDirectoryName(path)!) ?? throw new DirectoryNotFoundException(path);

    private Node? Find(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries)
        .Aggregate<string, Node?>(_root, (node, name) => node?.Entries.GetValueOrDefault(name));

    private sealed record Pending(IReadOnlyList<Node> Nodes, Action Keep);

    private sealed class Node(bool isFolder)
    {
        public bool IsFolder => isFolder;

        public byte[] Bytes { get; set; } = [];

        public byte[] SafeBytes { get; set; } = [];

        public Dictionary<string, Node> Entries { get; } = [];

        public Dictionary<string, Node> SafeEntries { get; set; } = [];
    }
}
