/** The labels of SenML (RFC 8428 table 4) in CBOR. */
export const enum Label {
  BaseVersion = -1,
  BaseName = -2,
  BaseTime = -3,
  BaseUnit = -4,
  BaseValue = -5,
  BaseSum = -6,
  Name = 0,
  Unit = 1,
  Value = 2,
  StringValue = 3,
  BooleanValue = 4,
  Sum = 5,
  Time = 6,
  UpdateTime = 7,
  DataValue = 8,
}

/** The same labels in JSON. */
export const JSON_LABELS: ReadonlyMap<string, Label> = new Map([
  ['bver', Label.BaseVersion],
  ['bn', Label.BaseName],
  ['bt', Label.BaseTime],
  ['bu', Label.BaseUnit],
  ['bv', Label.BaseValue],
  ['bs', Label.BaseSum],
  ['n', Label.Name],
  ['u', Label.Unit],
  ['v', Label.Value],
  ['vs', Label.StringValue],
  ['vb', Label.BooleanValue],
  ['s', Label.Sum],
  ['t', Label.Time],
  ['ut', Label.UpdateTime],
  ['vd', Label.DataValue],
]);

/** The labels that Sensorcast adds (section 4.4); text in both encodings. */
export const SEQUENCE = 'seq';
export const SETTABLE = 'set';
export const MINIMUM = 'min';
export const MAXIMUM = 'max';
export const STEP = 'step';
export const MAX_LENGTH = 'maxlen';
export const OPTIONS = 'options';
export const BUTTON = 'button';
export const CONFIRM = 'confirm';
export const TAKES = 'takes';
