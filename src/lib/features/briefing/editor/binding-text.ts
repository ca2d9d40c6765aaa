import type { Binding } from '#lib/model/briefing/draft.ts';
import type { IndicatorState } from '#lib/model/indicator.ts';
import { m } from '#lib/paraglide/messages.js';
import { levelName, said } from '../../alarms/alarm-words.ts';

/** What a number is bound to, in words. */
export function bindingText(binding: Binding, indicators: readonly IndicatorState[]): string {
	switch (binding.kind) {
		case 'indicator': {
			const indicator = indicators.find(({ key }) => key === binding.indicator);
			const title = indicator ? said(indicator.title) : binding.indicator;
			return binding.district === undefined ? title : `${title} · ${binding.district}`;
		}
		case 'alarms': {
			const { level, theme, show } = binding;
			return [
				show === 'gravest' ? m.briefing_alarms_gravest() : m.briefing_open_alarms(),
				...(level === undefined ? [] : [levelName(level as 1 | 2 | 3 | 4)]), // the schema's bounds
				...(theme === undefined ? [] : [theme])
			].join(' · ');
		}
		case 'scenario': {
			const { id, against, model, indicator } = binding;
			return [against === undefined ? id : `${id} − ${against}`, model, indicator].join(' · ');
		}
		case 'query':
			return `${binding.column} · ${binding.sql.replaceAll(/\s+/g, ' ').slice(0, 60)}`;
	}
}
