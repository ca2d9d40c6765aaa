import type { Component } from 'svelte';
import Bike from '@lucide/svelte/icons/bike';
import Building2 from '@lucide/svelte/icons/building-2';
import Bus from '@lucide/svelte/icons/bus';
import Car from '@lucide/svelte/icons/car';
import CircleParking from '@lucide/svelte/icons/circle-parking';
import CloudRain from '@lucide/svelte/icons/cloud-rain';
import Construction from '@lucide/svelte/icons/construction';
import Droplets from '@lucide/svelte/icons/droplets';
import Factory from '@lucide/svelte/icons/factory';
import Flame from '@lucide/svelte/icons/flame';
import HeartPulse from '@lucide/svelte/icons/heart-pulse';
import Hospital from '@lucide/svelte/icons/hospital';
import Lamp from '@lucide/svelte/icons/lamp';
import Landmark from '@lucide/svelte/icons/landmark';
import LayoutGrid from '@lucide/svelte/icons/layout-grid';
import Leaf from '@lucide/svelte/icons/leaf';
import Lightbulb from '@lucide/svelte/icons/lightbulb';
import Plane from '@lucide/svelte/icons/plane';
import Recycle from '@lucide/svelte/icons/recycle';
import Route from '@lucide/svelte/icons/route';
import School from '@lucide/svelte/icons/school';
import Shield from '@lucide/svelte/icons/shield';
import Ship from '@lucide/svelte/icons/ship';
import Siren from '@lucide/svelte/icons/siren';
import SquareParking from '@lucide/svelte/icons/square-parking';
import Store from '@lucide/svelte/icons/store';
import TrafficCone from '@lucide/svelte/icons/traffic-cone';
import TrainFront from '@lucide/svelte/icons/train-front';
import Trees from '@lucide/svelte/icons/trees';
import Users from '@lucide/svelte/icons/users';
import Warehouse from '@lucide/svelte/icons/warehouse';
import Waves from '@lucide/svelte/icons/waves';
import Wind from '@lucide/svelte/icons/wind';
import Wrench from '@lucide/svelte/icons/wrench';
import Zap from '@lucide/svelte/icons/zap';

/** Icons that a theme may name: a whole icon set would be a thousand files for eight of them. */
const ICONS: Readonly<Record<string, Component<{ size?: number }>>> = {
	bike: Bike,
	'building-2': Building2,
	bus: Bus,
	car: Car,
	'circle-parking': CircleParking,
	'cloud-rain': CloudRain,
	construction: Construction,
	droplets: Droplets,
	factory: Factory,
	flame: Flame,
	'heart-pulse': HeartPulse,
	hospital: Hospital,
	lamp: Lamp,
	landmark: Landmark,
	leaf: Leaf,
	lightbulb: Lightbulb,
	plane: Plane,
	recycle: Recycle,
	route: Route,
	school: School,
	shield: Shield,
	ship: Ship,
	siren: Siren,
	'square-parking': SquareParking,
	store: Store,
	'traffic-cone': TrafficCone,
	'train-front': TrainFront,
	trees: Trees,
	users: Users,
	warehouse: Warehouse,
	waves: Waves,
	wind: Wind,
	wrench: Wrench,
	zap: Zap
};

/** The icon of this name; a plain one for names that we do not have. */
export const themeIcon = (name: string): Component<{ size?: number }> => ICONS[name] ?? LayoutGrid;
