import type { Component } from 'svelte';
import Building2 from '@lucide/svelte/icons/building-2';
import Car from '@lucide/svelte/icons/car';
import DoorOpen from '@lucide/svelte/icons/door-open';
import FlaskConical from '@lucide/svelte/icons/flask-conical';
import Footprints from '@lucide/svelte/icons/footprints';
import Lamp from '@lucide/svelte/icons/lamp';
import MapPinPlus from '@lucide/svelte/icons/map-pin-plus';
import Sun from '@lucide/svelte/icons/sun';
import Waves from '@lucide/svelte/icons/waves';
import Wind from '@lucide/svelte/icons/wind';

/** Icons that a model may name. */
const ICONS: Readonly<Record<string, Component<{ size?: number }>>> = {
	'building-2': Building2,
	car: Car,
	'door-open': DoorOpen,
	footprints: Footprints,
	lamp: Lamp,
	'map-pin-plus': MapPinPlus,
	sun: Sun,
	waves: Waves,
	wind: Wind
};

/** The icon of this name; a plain one for names that we do not have. */
export const modelIcon = (name: string): Component<{ size?: number }> => ICONS[name] ?? FlaskConical;
