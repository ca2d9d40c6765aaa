import type { AlarmLevel } from '#lib/model/alarm-rule.ts';
import type { AlarmReading } from '#lib/model/alarm.ts';
import type { LayerOrigin } from '#lib/model/live-layer.ts';
import type { EpochMs } from '#lib/model/units.ts';
import type { EngineRule, SubjectFacts } from './rule-program.ts';
import type { Watch } from './watch.ts';

/** What the engine says of a rule and a subject. */
export type Transition = { readonly rule: string; readonly key: string; readonly at: EpochMs } & (
	| {
			readonly kind: 'raised';
			readonly from: EngineRule;
			readonly facts: SubjectFacts;
			readonly level: AlarmLevel;
			/** Since when the condition holds. */
			readonly since: EpochMs;
			readonly readings: readonly AlarmReading[];
			readonly origin: LayerOrigin;
	  }
	| {
			readonly kind: 'level';
			readonly level: AlarmLevel;
			/** Absent when the alarm only stands: they are not past the limit for raising. */
			readonly readings?: readonly AlarmReading[];
	  }
	| { readonly kind: 'cleared' }
);

/** A watch that is another one; undefined: it is no longer needed. */
export interface ChangedWatch {
	readonly rule: string;
	readonly key: string;
	readonly watch: Watch | undefined;
}

/** A watch by what it is of: survives a restart. */
export interface SavedWatch extends Readonly<Watch> {
	readonly rule: string;
	readonly key: string;
}

/** A rule that cannot be judged, and why in one sentence. */
export interface RuleFailure {
	readonly rule: string;
	/** `city`: the city's pack lacks what the rule is about; `rule`: somebody must mend the rule. */
	readonly fault: 'city' | 'rule';
	readonly reason: string;
}
