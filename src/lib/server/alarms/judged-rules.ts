import type { EpochMs } from '#lib/model/units.ts';
import type { ActiveTheme } from '#lib/server/themes/themes.ts';
import type { EngineRule } from './rule-engine/rule-program.ts';

/** The rules of the themes that are on. Those of a theme that comes on later are judged from then on. */
export function rulesOf(
	themes: readonly ActiveTheme[],
	before: ReadonlyMap<string, EngineRule> | undefined,
	now: EpochMs
): ReadonlyMap<string, EngineRule> {
	const rules = themes.flatMap(({ theme, districts }) =>
		theme.rules.map((rule): EngineRule => {
			const key = `${theme.id}/${rule.id}`;
			const since = before && (before.has(key) ? before.get(key)?.since : now);
			return {
				key,
				theme: theme.id,
				rule,
				...(districts && { districts }),
				...(since !== undefined && { since })
			};
		})
	);
	return new Map(rules.map((rule) => [rule.key, rule]));
}
