using System;
using System.Collections;
using Sensorcast.Server;

namespace Sensorcast.Settings;

/// <summary>
/// A board's settings in its storage. A power cut while they are saved leaves what was there before or what was to be there. What cannot be
/// read has its default, entry by entry, and says so; entries of a newer program are kept.
/// </summary>
public sealed class SettingsFile
{
    /// <summary>The maximum size of a copy in bytes.</summary>
    public const int MaxSize = 8192;

    private const int Copies = 2;

    private readonly ISettingsStorage _storage;
    private readonly Setting[] _settings;

    // Entries that are not known here, each a byte[]; null: there are none, as is usual.
    private ArrayList _others;
    private int _copy;
    private int _number;

    /// <summary>Reads the settings.</summary>
    /// <param name="storage">Where they are.</param>
    /// <param name="settings">What may be set, in the order in which it is shown.</param>
    /// <exception cref="ArgumentException">Two settings have one name.</exception>
    public SettingsFile(ISettingsStorage storage, params Setting[] settings)
    {
        CheckNames(settings);
        _storage = storage;
        _settings = settings;
        Load();
    }

    /// <summary>What may be set.</summary>
    public Setting[] Settings => _settings;

    /// <summary>A sentence on what is wrong with the file as a whole, or <see langword="null"/>.</summary>
    public string Problem { get; private set; }

    /// <summary>Whether there is something in the storage of which nothing can be read.</summary>
    public bool IsUnreadable { get; private set; }

    /// <summary>Whether anything was changed that counts only after a restart.</summary>
    public bool NeedsRestart
    {
        get
        {
            bool needs = false;
            foreach (Setting setting in _settings)
            {
                needs |= setting.IsPending;
            }

            return needs;
        }
    }

    /// <summary>Writes a line for each thing that could not be read. No value is in it.</summary>
    /// <param name="log">Gets the lines.</param>
    public void Report(ILog log)
    {
        if (Problem != null)
        {
            log.WriteLine("Settings: " + Problem);
        }

        foreach (Setting setting in _settings)
        {
            if (setting.StoredProblem != null)
            {
                log.WriteLine("Settings: " + setting.Name + ": " + setting.StoredProblem);
            }
        }
    }

    /// <summary>Saves a draft that is valid.</summary>
    /// <param name="draft">What is to change.</param>
    /// <returns>A sentence on why nothing was saved, or <see langword="null"/>.</returns>
    public string Save(SettingsDraft draft)
    {
        SettingsWriter writer = new SettingsWriter(_number + 1);
        bool changes = false;
        for (int i = 0; i < _settings.Length; i++)
        {
            string text = draft.ChangeAt(i);
            changes |= text != null;
            if (text != null || _settings[i].IsStored)
            {
                writer.Add(_settings[i], text ?? _settings[i].Text);
            }
        }

        for (int i = 0; _others != null && i < _others.Count; i++)
        {
            writer.Add((byte[])_others[i]);
        }

        string problem = changes ? Write(writer) : null;
        for (int i = 0; i < _settings.Length && problem == null; i++)
        {
            Change(_settings[i], draft.ChangeAt(i));
        }

        return problem;
    }

    /// <summary>Forgets all settings, in both copies: no secret may remain.</summary>
    /// <returns>A sentence on why they were not forgotten, or <see langword="null"/>.</returns>
    public string Reset()
    {
        string problem = null;
        for (int i = 0; i < Copies && problem == null; i++)
        {
            problem = Write(new SettingsWriter(_number + 1));
        }

        if (problem != null)
        {
            return problem;
        }

        foreach (Setting setting in _settings)
        {
            setting.IsPending |= setting.IsStored && setting.NeedsRestart;
            setting.StoredProblem = null;
            setting.Store(null);
        }

        _others = null;
        return null;
    }

    private static void Change(Setting setting, string text)
    {
        if (text != null)
        {
            setting.IsPending |= setting.NeedsRestart;
            setting.StoredProblem = null;
            setting.Store(text);
        }
    }

    private static void CheckNames(Setting[] settings)
    {
        foreach (Setting setting in settings)
        {
            foreach (Setting other in settings)
            {
                bool isSame = setting.Name == other.Name || (setting is SecretSetting secret && secret.RemoveName == other.Name);
                if (isSame && setting != other)
                {
                    throw new ArgumentException("Two settings have the name " + other.Name);
                }
            }
        }
    }

    private void Load()
    {
        SettingsReader newest = new SettingsReader(_storage.Read(0));
        SettingsReader older = new SettingsReader(_storage.Read(1));
        if (!newest.IsWhole || (older.IsWhole && older.Number > newest.Number))
        {
            SettingsReader first = newest;
            newest = older;
            older = first;
            _copy = 1;
        }

        if (!newest.IsWhole)
        {
            IsUnreadable = newest.Exists || older.Exists;
            Problem = IsUnreadable ? "What is stored is damaged, so each has its default." : null;
            return;
        }

        _number = newest.Number;
        Take(newest);
        if (newest.Damaged > 0)
        {
            // Rather an older secret than none.
            Problem = newest.Damaged + " of the stored values are damaged; what they were before counts, or the default.";
            if (older.IsWhole)
            {
                Take(older);
            }
        }
        else if (older.Exists && !older.IsWhole)
        {
            Problem = "A save did not come to its end, so the one before counts.";
        }
    }

    /// <summary>Takes entries that have not been taken from a newer copy.</summary>
    private void Take(SettingsReader copy)
    {
        bool[] isTaken = new bool[_settings.Length];
        for (int i = 0; i < copy.Count; i++)
        {
            byte[] entry = copy.EntryAt(i);
            int index = FindOwner(entry);
            if (index < 0)
            {
                TakeOther(entry);
            }
            else if (isTaken[index])
            {
                _settings[index].StoredProblem = "It is stored twice; the first one counts.";
            }
            else
            {
                isTaken[index] = true;
                Take(_settings[index], entry);
            }
        }
    }

    private static void Take(Setting setting, byte[] entry)
    {
        if (setting.IsStored || setting.StoredProblem != null)
        {
            return;
        }

        string text = SettingsReader.ValueOf(entry, setting.Name);
        if (text != null && setting.MayBe(text))
        {
            setting.Store(text);
        }
        else
        {
            setting.StoredProblem = "What is stored is not valid, so the default counts. " + setting.Rule;
        }
    }

    private void TakeOther(byte[] entry)
    {
        _others ??= new ArrayList();
        foreach (object other in _others)
        {
            if (SettingsReader.HaveSameName((byte[])other, entry))
            {
                // The older copy has most of them, too.
                return;
            }
        }

        _others.Add(entry);
    }

    private int FindOwner(byte[] entry)
    {
        for (int i = 0; i < _settings.Length; i++)
        {
            if (SettingsReader.HasName(entry, _settings[i].Name))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Writes the copy that is not in use, and puts it into use once it can be read back.</summary>
    private string Write(SettingsWriter writer)
    {
        byte[] bytes = writer.ToArray();
        if (bytes.Length > MaxSize)
        {
            return "The settings are longer than 8,192 bytes together.";
        }

        int copy = Copies - 1 - _copy;
        try
        {
            _storage.Write(copy, bytes);
            if (!AreSame(_storage.Read(copy), bytes))
            {
                return "The settings could not be stored: they read back in another way.";
            }
        }
        catch (Exception e)
        {
            return "The settings could not be stored: " + e.Message;
        }

        _copy = copy;
        _number++;
        IsUnreadable = false;
        Problem = null;
        return null;
    }

    private static bool AreSame(byte[] a, byte[] b)
    {
        bool areSame = a != null && a.Length == b.Length;
        for (int i = 0; areSame && i < a.Length; i++)
        {
            areSame = a[i] == b[i];
        }

        return areSame;
    }
}
