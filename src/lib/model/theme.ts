import { z } from 'zod';
import type { AlarmRule, Words } from './alarm-rule.ts';
import type { Indicator } from './indicator.ts';
import type { LayerDeclaration } from './live-layer.ts';
import type { NearbyRole } from './nearby.ts';

export const themeId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}$/);

/** A kind of thing that a theme is about, with what it can say. */
export interface EntityKind {
	/** NGSI-LD type: `Streetlight`. */
	readonly type: string;
	readonly title: Words;
	/** Live layer that says its state. */
	readonly layer: string;
	/** Dataset of the pack that lists them, where there is one. */
	readonly assets?: string;
}

/** How a live layer of a theme is drawn, by name of a layer kind's form; the kind's own default when absent. */
export interface ThemeLayer {
	/** What the stream is: made known to the server before its first message. */
	readonly declaration: LayerDeclaration;
	/** Metric that colours it when nobody chose another. */
	readonly metric?: string;
	/** Name of the drawing in `src/lib/layers/sensors/forms.ts`: `column`, `disc`, `cone` (bearing, fov, range), `lamp` (actual), `road`, `cover`, `dots`. */
	readonly form?: string;
	/** Shows when the theme's view opens. */
	readonly shown: boolean;
	/** Shows already when the city opens, before anybody chose a theme: of few layers, the map must stay legible. */
	readonly opens?: true;
	/** The card of an alarm, of any theme, lists those near it. */
	readonly nearby?: NearbyRole;
}

/** What kinds of work a theme makes, for cases. */
export interface CaseCategory {
	readonly id: string;
	readonly title: Words;
}

/** One domain (专题) that can be switched on by itself. All of it is declared in one folder. */
export interface Theme {
	readonly id: string;
	readonly title: Words;
	/** One sentence: what it is for. */
	readonly about: Words;
	/** Name of a Lucide icon. */
	readonly icon: string;
	readonly department: Words;
	readonly kinds: readonly EntityKind[];
	readonly layers: readonly ThemeLayer[];
	readonly indicators: readonly Indicator[];
	readonly rules: readonly AlarmRule[];
	readonly categories: readonly CaseCategory[];
	/** First view: layers of the pack that show beside the theme's own, and how close. */
	readonly view: { readonly layers: readonly string[]; readonly zoom?: number; readonly pitch?: number };
}

/** Which themes a city has on. `districts`: only there; everywhere when absent. */
export const themeSwitches = z.record(
	themeId,
	z.object({ on: z.boolean(), districts: z.array(z.string().max(80)).max(200).optional() })
);
export type ThemeSwitches = z.infer<typeof themeSwitches>;

/** What `GET /api/themes` says of one. */
export interface ThemeState {
	readonly id: string;
	readonly title: Words;
	readonly about: Words;
	readonly icon: string;
	readonly department: Words;
	readonly on: boolean;
	/** Somebody switched it. Off without that it was never on here: layers of such names are the city's own. */
	readonly switched?: true;
	/** Absent: in all of the city. */
	readonly districts?: readonly string[];
	readonly layers: readonly {
		readonly id: string;
		readonly metric?: string;
		readonly form?: string;
		readonly shown: boolean;
		readonly opens?: true;
	}[];
	readonly kinds: readonly EntityKind[];
	readonly categories: readonly CaseCategory[];
	readonly view: Theme['view'];
	/** How many of each it brings. */
	readonly indicators: number;
	readonly rules: number;
}

/** `GET /api/themes`; `PUT /api/themes/{id}` takes `{ on, districts? }` and answers the same. */
export interface ThemeList {
	/** Counts up with every switch. */
	readonly rev: number;
	readonly themes: readonly ThemeState[];
}
