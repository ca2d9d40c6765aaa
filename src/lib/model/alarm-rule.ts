import type { Seconds } from './units.ts';

/** 1 一级 is the most urgent. Colour, shape and numeral go with it, never the colour alone. */
export type AlarmLevel = 1 | 2 | 3 | 4;

export interface Words {
	readonly zh: string;
	readonly en: string;
}

/**
 * A number against limits, with a limit of its own for clearing (hysteresis). A rule clears when the value is
 * on the other side of `clear`; without `clear` at the limit itself.
 */
export interface Limits {
	readonly above?: number;
	readonly below?: number;
	readonly clear?: number;
}

/** What is asked of one entity of a live layer, or of entities together. Values are in the unit of the layer's metric. */
export type AlarmCondition =
	/**
	 * A metric's latest value. `limitFrom` names a metric of the entity that takes the place of `above` or `below`,
	 * whose number stands in for entities that do not say it; `clear` is then counted from that limit, −0.2: two tenths
	 * below it.
	 */
	| ({
			readonly kind: 'value';
			readonly layer: string;
			readonly metric: string;
			readonly limitFrom?: string;
	  } & Limits)
	/** Change of a metric per second over the last `over`. */
	| ({
			readonly kind: 'rate';
			readonly layer: string;
			readonly metric: string;
			readonly over: Seconds;
	  } & Limits)
	/** A word of status. */
	| { readonly kind: 'status'; readonly layer: string; readonly is: readonly string[] }
	/** Nothing heard of an entity for so long; of the whole layer with `whole`. Without `after`, the layer's staleness. */
	| {
			readonly kind: 'absence';
			readonly layer: string;
			readonly after?: Seconds;
			readonly whole?: true;
	  }
	/** Where the entity is: in any polygon of a pack's areas, or of `names` of them. */
	| {
			readonly kind: 'geofence';
			readonly layer: string;
			readonly areas: string;
			readonly names?: readonly string[];
			readonly is: 'inside' | 'outside';
	  }
	/** How many entities of an area (a polygon of the pack's `areas` dataset) fulfil `of`; stale ones count for nothing. */
	| ({
			readonly kind: 'count';
			readonly areas: string;
			readonly of: AlarmCondition;
			/** Share of the entities there, 0 to 1, in place of their number. */
			readonly share?: true;
			/** Fewer entities than so many in an area: no alarm. */
			readonly least?: number;
	  } & Limits)
	/** All or any of several. Over one entity, or over the entities of one area when `areas` is named. */
	| { readonly kind: 'all' | 'any'; readonly of: readonly AlarmCondition[]; readonly areas?: string }
	/** An event of an event layer of one of these types; it clears when an event ends it, or after `hold`. */
	| {
			readonly kind: 'event';
			readonly layer: string;
			readonly types?: readonly string[];
			readonly hold: Seconds;
	  };

/** When a rule applies, by the city's clock. Hours wrap around midnight: `from` 22, `to` 6. */
export interface RuleSchedule {
	/** 1 Monday to 7 Sunday; every day when absent. */
	readonly days?: readonly number[];
	readonly from?: number;
	readonly to?: number;
	/** Dark hours by the sun at the city instead of hours. */
	readonly night?: true;
}

/** A rung of a rule's ladder: another level as long as its own condition holds. */
export interface Rung {
	readonly level: AlarmLevel;
	readonly when: AlarmCondition;
}

/** What makes an alarm, says what it means, and who answers it how. */
export interface AlarmRule {
	/** Unique in its theme: `underpass-flooded`. */
	readonly id: string;
	/** Raise it with any change of the meaning: alarms say which they came from. */
	readonly version: number;
	readonly title: Words;
	/** What follows when nobody acts. */
	readonly consequence: Words;
	/** What to do. */
	readonly response: Words;
	readonly level: AlarmLevel;
	readonly when: AlarmCondition;
	/** Must hold so long, and in so many readings, before it is an alarm. */
	readonly raiseAfter?: Seconds;
	readonly raiseReadings?: number;
	/** Must be gone so long before it clears. */
	readonly clearAfter?: Seconds;
	/** Other levels, the first that holds. */
	readonly ladder?: readonly Rung[];
	readonly schedule?: RuleSchedule;
	/** Alarms of one cause show as one group in a flood: `rain`. */
	readonly cause?: string;
}

/** A rule with the theme that it is of: `water/underpass-flooded`. */
export interface ThemeRule {
	readonly key: string;
	readonly theme: string;
	readonly rule: AlarmRule;
}
