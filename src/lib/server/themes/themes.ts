import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import { AppError } from '#lib/model/errors.ts';
import type { LayerDeclaration } from '#lib/model/live-layer.ts';
import { notFound } from '#lib/model/said-error.ts';
import { themeSwitches, type Theme, type ThemeList, type ThemeState } from '#lib/model/theme.ts';
import { THEMES } from '#lib/themes/registry.ts';
import { layerAsDeclared } from './layer-as-declared.ts';
import { THEMES_FILE, readSwitches, withSwitch, writeSwitches } from './theme-switches.ts';

/** A theme that is on; `districts` when only there. */
export interface ActiveTheme {
	readonly theme: Theme;
	readonly districts?: readonly string[];
}

export const themeSwitch = themeSwitches.valueType;
export type ThemeSwitch = z.infer<typeof themeSwitch>;

/** Which themes a city has on, and who wants to know. */
export interface Themes {
	/** Those that are on, in the order of the menu. Another array after each switch. */
	current(): readonly ActiveTheme[];
	/** All that this server knows. */
	list(): ThemeList;
	/** Called after each switch, until the returned function is. */
	onChange(listener: () => void): () => void;
	/**
	 * Switches a theme, here and on disk, and makes its layers known when it comes on. What they hold stays when it goes.
	 * Throws NOT_FOUND for a theme that there is none of, INPUT_INVALID for a district that the city has not, LOG_FULL.
	 */
	switch(id: string, to: ThemeSwitch): Promise<ThemeList>;
}

export interface ThemesOptions {
	/** `<data>/live/<city>`; switches are kept there. */
	readonly dir: string;
	/** Themes that are on until somebody switches them: those of the settings, all of a city that is made up, else none. */
	readonly initially: readonly string[] | undefined;
	readonly fictional: boolean;
	/** What the settings say of layers goes before what a theme says. */
	readonly configured: readonly LayerDeclaration[];
	/** Names of the city's districts; empty when it has none. */
	readonly districts: () => readonly string[];
	/** What is known of a layer; undefined for a new one. */
	readonly declared: (layer: string) => LayerDeclaration | undefined;
	/** Makes a layer known to who takes messages in. */
	readonly declare: (declaration: LayerDeclaration) => Promise<void>;
	readonly onError: (error: AppError) => void;
	/** Those of the registry. */
	readonly known?: readonly Theme[];
}

/**
 * Opens the themes of a city and makes the layers of those that are on known. Throws INPUT_INVALID for switches or
 * settings that cannot be read; a layer that cannot be made known is told to `onError`, the others go on.
 */
export async function openThemes(options: ThemesOptions): Promise<Themes> {
	const { known = THEMES, initially, fictional, districts } = options;
	const file = join(options.dir, THEMES_FILE);
	const listeners = new Set<() => void>();
	checkNames(initially ?? [], known);
	let kept = readSwitches(file);
	let active = activeOf();

	function switchOf({ id }: Theme): ThemeSwitch {
		return kept.switches[id] ?? { on: initially ? initially.includes(id) : fictional };
	}

	function activeOf(): readonly ActiveTheme[] {
		return known.flatMap((theme) => {
			const { on, districts: only } = switchOf(theme);
			return on ? [{ theme, ...(only && { districts: only }) }] : [];
		});
	}

	async function makeKnown({ layers }: Theme): Promise<void> {
		for (const { declaration: byTheme } of layers) {
			const known = options.declared(byTheme.id);
			const configured = options.configured.find(({ id }) => id === byTheme.id);
			const declaration = layerAsDeclared(byTheme, known, configured);
			if (isDeepStrictEqual(declaration, known)) continue;
			try {
				await options.declare(declaration);
			} catch (thrown) {
				options.onError(AppError.from(thrown));
			}
		}
	}

	function list(): ThemeList {
		return {
			rev: kept.rev,
			themes: known.map((theme) => stateOf(theme, switchOf(theme), theme.id in kept.switches))
		};
	}

	for (const { theme } of active) await makeKnown(theme);
	return {
		current: () => active,
		list,
		onChange(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		async switch(id, to) {
			const theme = known.find((one) => one.id === id);
			if (!theme)
				throw notFound(
					{
						zh: `没有专题“${id}”；现有：${known.map((one) => one.title.zh).join('、')}。`,
						en: `There is no theme '${id}'; there are: ${known.map((one) => one.id).join(', ')}.`
					},
					{ theme: id }
				);
			if (to.districts) checkDistricts(to.districts, districts());
			const next = withSwitch(kept, id, to);
			writeSwitches(file, next);
			kept = next;
			active = activeOf();
			if (to.on) await makeKnown(theme);
			for (const listener of listeners) listener();
			return list();
		}
	};
}

function stateOf(theme: Theme, { on, districts }: ThemeSwitch, switched: boolean): ThemeState {
	const { id, title, about, icon, department, kinds, categories, view } = theme;
	return {
		id,
		title,
		about,
		icon,
		department,
		on,
		...(switched && { switched }),
		...(districts && { districts }),
		layers: theme.layers.map(({ declaration, metric, form, shown, opens }) => ({
			id: declaration.id,
			...(metric !== undefined && { metric }),
			...(form !== undefined && { form }),
			shown,
			...(opens && { opens })
		})),
		kinds,
		categories,
		view,
		indicators: theme.indicators.length,
		rules: theme.rules.length
	};
}

function checkNames(names: readonly string[], known: readonly Theme[]): void {
	const unknown = names.find((name) => !known.some(({ id }) => id === name));
	if (unknown === undefined) return;
	throw new AppError('INPUT_INVALID', {
		message: `config.json: themes: there is no theme '${unknown}'; there are: ${known.map(({ id }) => id).join(', ')}. Mend it and start again.`,
		theme: unknown
	});
}

function checkDistricts(wanted: readonly string[], there: readonly string[]): void {
	if (wanted.length === 0)
		throw new AppError('INPUT_INVALID', {
			message: 'districts: name at least one, or leave it out for all of the city.'
		});
	const unknown = wanted.find((name) => !there.includes(name));
	if (unknown === undefined) return;
	throw new AppError('INPUT_INVALID', {
		message: `The city has no district '${unknown}'; it has: ${there.join(', ') || 'none'}.`,
		district: unknown
	});
}

/** Tells the pages of every switch. */
export function announceThemes(
	themes: Themes,
	changes: { announce(what: 'themes', rev: number): void }
): void {
	const announce = () => changes.announce('themes', themes.list().rev);
	announce();
	themes.onChange(announce);
}
