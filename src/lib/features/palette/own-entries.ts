import Bell from '@lucide/svelte/icons/bell';
import ChevronRight from '@lucide/svelte/icons/chevron-right';
import Clock from '@lucide/svelte/icons/clock';
import Gauge from '@lucide/svelte/icons/gauge';
import Layers from '@lucide/svelte/icons/layers';
import { goto } from '$app/navigation';
import { m } from '#lib/paraglide/messages.js';
import { TimeZone } from '#lib/queries/time-zone.ts';
import { locale } from '#lib/state/locale.svelte.ts';
import { formatMinute } from '#lib/ui/format.ts';
import { goToAlarm } from '../alarms/alarm-acts.ts';
import { isListed, orderAlarms } from '../alarms/alarm-order.ts';
import { levelName, nameOf, said } from '../alarms/alarm-words.ts';
import { shortcutLabel, type Commands } from '../explore/commands.ts';
import type { CitySession } from '../map/session.svelte.ts';
import { readTypedTime } from '../time/typed-time.ts';
import type { PaletteEntry } from './palette-entry.ts';

export function commandEntries(commands: Commands): PaletteEntry[] {
	return commands.map((command) => ({
		id: `command:${command.id}`,
		icon: ChevronRight,
		title: command.title(),
		note: m.search_command(),
		shortcut: shortcutLabel(command),
		act: command.run
	}));
}

/** Every layer that the city offers, and every number of its themes. */
export function layerEntries({ layers, view, desk }: CitySession): PaletteEntry[] {
	return [
		...layers.map((layer) => ({
			id: `layer:${layer.id}`,
			icon: Layers,
			title: layer.title(),
			note: view.shows(layer.id) ? m.layer_hide() : m.layer_show(),
			also: layer.id,
			act: () => view.showLayer(layer.id, !view.shows(layer.id))
		})),
		...desk.indicators.all.map(({ theme, key, title }) => ({
			id: `indicator:${key}`,
			icon: Gauge,
			title: title[locale.nameKey],
			note: m.search_indicator(),
			also: key,
			act: () => void goto(`/themes/${theme}?${view.query}`) // eslint-disable-line svelte/no-navigation-without-resolve -- a page of this product
		}))
	];
}

/** Open alarms, the most urgent first. */
export function alarmEntries(session: CitySession): PaletteEntry[] {
	return orderAlarms(session.desk.open.filter(isListed)).map((alarm) => ({
		id: `alarm:${alarm.id}`,
		icon: Bell,
		title: nameOf(alarm),
		note: `${levelName(alarm.level)} · ${said(alarm.title)}`,
		also: said(alarm.title),
		act: () => goToAlarm(session, alarm)
	}));
}

const MINUTE = 60_000;
const BACK: readonly (readonly [minutes: number, title: () => string])[] = [
	[10, m.time_back_10m],
	[60, m.time_back_1h],
	[360, m.time_back_6h],
	[1440, m.time_back_1d]
];

/** An instant that was typed; without words some that are often wanted. */
export function timeEntries({ clock, city, now }: CitySession, words: string): PaletteEntry[] {
	const zone = new TimeZone(city.timezone);
	const at = (instant: number) => formatMinute(locale.current, city.timezone, instant);
	const live = {
		id: 'time:live',
		icon: Clock,
		title: m.back_to_live(),
		note: '',
		act: () => clock.goLive()
	};
	if (words === '')
		return [
			live,
			...BACK.map(([minutes, title]) => ({
				id: `time:-${minutes}`,
				icon: Clock,
				title: title(),
				note: at(now - minutes * MINUTE),
				act: () => clock.seek(now - minutes * MINUTE)
			}))
		];
	const typed = readTypedTime(words, now, zone);
	if (!typed) return [];
	if (typed.kind === 'live') return [live];
	return [
		{
			id: 'time:typed',
			icon: Clock,
			title: at(typed.at),
			note: m.search_time(),
			act: () => clock.seek(typed.at)
		}
	];
}
