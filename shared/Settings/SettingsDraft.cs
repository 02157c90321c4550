using Sensorcast.Http;

namespace Sensorcast.Settings;

/// <summary>What a form would change of the settings: all of it, or nothing when anything is not valid.</summary>
public sealed class SettingsDraft
{
    private readonly Setting[] _settings;

    // What would be stored; null: the entry stays as it is.
    private readonly string[] _changes;

    // What was typed, for the form that comes back; null: what is stored. Never a secret.
    private readonly string[] _typed;
    private readonly string[] _problems;

    /// <summary>Makes a draft that changes nothing.</summary>
    /// <param name="settings">The settings.</param>
    public SettingsDraft(Setting[] settings)
    {
        _settings = settings;
        _changes = new string[settings.Length];
        _typed = new string[settings.Length];
        _problems = new string[settings.Length];
    }

    /// <summary>A sentence on why the form as a whole is not valid, or <see langword="null"/>.</summary>
    public string Problem { get; set; }

    /// <summary>The index of the first entry that is not valid, or -1.</summary>
    public int FirstProblem
    {
        get
        {
            for (int i = 0; i < _problems.Length; i++)
            {
                if (_problems[i] != null)
                {
                    return i;
                }
            }

            return -1;
        }
    }

    /// <summary>Whether it may be saved.</summary>
    public bool IsValid => Problem == null && FirstProblem < 0;

    /// <summary>Reads a form. A field that it lacks leaves its entry as it is.</summary>
    /// <param name="form">The form.</param>
    /// <param name="others">How many fields it has that are no settings.</param>
    public void Read(FormFields form, int others = 0)
    {
        int known = others;
        for (int i = 0; i < _settings.Length; i++)
        {
            string name = _settings[i].Name;
            known += form.Count(name);
            if (form.Has(name))
            {
                ReadText(form, i);
            }

            if (_settings[i] is SecretSetting secret)
            {
                known += form.Count(secret.RemoveName);
                ReadRemoval(form, i, secret);
            }
        }

        for (int i = 0; i < _settings.Length; i++)
        {
            Setting setting = _settings[i];
            _problems[i] ??= setting.Partner == null ? null : setting.ConflictOf(ResultOf(setting), ResultOf(setting.Partner));
        }

        if (known < form.Total)
        {
            Problem = "The form has a field that is not known here.";
        }
    }

    /// <summary>Changes an entry as if it had been typed.</summary>
    /// <param name="setting">The entry.</param>
    /// <param name="text">What it is to be.</param>
    public void Change(Setting setting, string text)
    {
        for (int i = 0; i < _settings.Length; i++)
        {
            if (_settings[i] == setting)
            {
                Check(i, setting, text);
            }
        }
    }

    /// <summary>What would count of an entry after the save.</summary>
    /// <param name="setting">The entry.</param>
    public string ResultOf(Setting setting)
    {
        string result = setting.Effective;
        for (int i = 0; i < _settings.Length; i++)
        {
            if (_settings[i] == setting && setting.Override == null)
            {
                result = _changes[i] ?? result;
            }
        }

        return result;
    }

    /// <summary>What would be stored.</summary>
    /// <param name="index">The index of the entry.</param>
    /// <returns>The text, or <see langword="null"/>: the entry stays as it is.</returns>
    public string ChangeAt(int index)
    {
        return _changes[index];
    }

    /// <summary>What the form shows: what was typed, or what counts. Of a secret nothing.</summary>
    /// <param name="index">The index of the entry.</param>
    public string ShownAt(int index)
    {
        return _settings[index].IsSecret ? string.Empty : _typed[index] ?? _settings[index].Text;
    }

    /// <summary>A sentence on why what was typed is not valid, or <see langword="null"/>.</summary>
    /// <param name="index">The index of the entry.</param>
    public string ProblemAt(int index)
    {
        return _problems[index];
    }

    private void ReadText(FormFields form, int index)
    {
        Setting setting = _settings[index];
        string typed = null;
        if (form.Count(setting.Name) > 1)
        {
            _problems[index] = "This was sent twice.";
        }
        else if (!form.TryGetText(setting.Name, int.MaxValue, ref typed))
        {
            _problems[index] = "This is not text in UTF-8, or has a character that cannot be stored.";
        }
        else
        {
            Check(index, setting, typed);
        }
    }

    private void Check(int index, Setting setting, string typed)
    {
        _typed[index] = setting.IsSecret ? null : typed;
        string text = setting.Plain(typed);
        bool isKept = setting.IsSecret ? text.Length == 0 : text == setting.Text;
        if (!isKept && !setting.MayBe(text))
        {
            _problems[index] = setting.Rule;
        }
        else if (!isKept)
        {
            _changes[index] = text;
        }
    }

    private void ReadRemoval(FormFields form, int index, SecretSetting secret)
    {
        bool removes = false;
        if (!form.Has(secret.RemoveName))
        {
            return;
        }

        if (form.Count(secret.RemoveName) > 1 || !form.TryGetBoolean(secret.RemoveName, ref removes))
        {
            _problems[index] = "Whether to remove this was sent twice, or is neither on nor off.";
        }
        else if (removes && (_changes[index] != null || _problems[index] != null))
        {
            _problems[index] = "Type a new one or remove it, not both.";
        }
        else if (removes)
        {
            _changes[index] = string.Empty;
        }
    }
}
